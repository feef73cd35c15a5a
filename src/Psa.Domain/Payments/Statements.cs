using System.Linq;
using NodaTime;
using Psa.Customers;
using Psa.Invoices;
using Psa.Sellers;

namespace Psa.Payments;

/// <summary>Puts what happened on an account in order, for some days.</summary>
internal sealed class Statements(Id<Customer> payer, Id<BillingEntity> entity, Currency currency, LocalDate from, LocalDate through)
{
    private readonly List<(Guid Order, bool IsEntry, StatementLine Line)> _lines = [];
    private readonly Dictionary<Id<Invoice>, string?> _numbers = [];
    private Money _opening = Money.Zero(currency);

    /// <summary>Puts an issued document in; one of another account is left out.</summary>
    public void Add(Invoice document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.BillingEntity == entity && document.Currency == currency)
        {
            _numbers[document.Id] = document.Number;
            Add(document.IssueDate, document.Effect(), document.Id.Value, new(default, default, default, document.Kind, EntryKind: null, document.Id, document.Number, Entry: null, document.Credit?.Reason));
        }
    }

    /// <summary>Puts an entry in; one of another account is left out, and what only moves within it.</summary>
    public void Add(PaymentEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.BillingEntity == entity && entry.Amount.Currency == currency && entry.Effect() is { IsZero: false } effect)
        {
            Add(entry.Date, effect, entry.Id.Value, new(default, default, default, DocumentKind: null, entry.Kind, entry.Invoice ?? entry.CreditNote, Number: null, entry.Id, entry.Reference ?? entry.Reason));
        }
    }

    /// <summary>Gives the statement of all that was put in.</summary>
    public AccountStatement ToStatement()
    {
        var (balance, lines) = (_opening, new List<StatementLine>(_lines.Count));
        foreach (var (_, _, line) in _lines.OrderBy(static one => one.Line.Date).ThenBy(static one => one.IsEntry).ThenBy(static one => one.Order))
        {
            balance += line.Amount;
            lines.Add(line with { Balance = balance, Number = line.Document is { } id ? _numbers.GetValueOrDefault(id) : null });
        }

        return new() { Payer = payer, BillingEntity = entity, From = from, Through = through, Opening = _opening, Lines = lines.ToValueList(), Closing = balance };
    }

    private void Add(LocalDate date, Money effect, Guid order, StatementLine line)
    {
        if (date < from)
        {
            _opening += effect;
        }
        else if (date <= through)
        {
            _lines.Add((order, line.EntryKind is not null, line with { Date = date, Amount = effect }));
        }
    }
}
