using System.Linq;
using System.Runtime.InteropServices;
using Psa.Invoices;

namespace Psa.Runs;

/// <summary>Counts documents one by one, and adds up their money by currency, without a record for each.</summary>
internal sealed class RunTally
{
    private readonly Dictionary<Currency, Sum> _money = [];
    private long _lines;
    private long _documents;
    private long _credits;
    private long _held;

    internal void Add(IReadOnlyList<Invoice> documents)
    {
        for (var i = 0; i < documents.Count; i++)
        {
            Add(documents[i]);
        }
    }

    internal RunCounts ToCounts() => new()
    {
        Lines = _lines,
        Documents = _documents,
        CreditNotes = _credits,
        Held = _held,
        Money = _money.OrderBy(static sum => sum.Key).Select(static sum => sum.Value.ToMoney()).ToValueList(),
    };

    private void Add(Invoice invoice)
    {
        var (totals, isCredit) = (invoice.Totals, invoice.Kind == InvoiceKind.CreditNote);
        _lines += invoice.Lines.Count;
        _documents++;
        _credits += isCredit ? 1 : 0;
        _held += invoice.Hold is null ? 0 : 1;
        var (net, tax, payable) = (totals.TotalWithoutTax, totals.TaxTotal, totals.Payable);
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_money, net.Currency, out var isThere);
        var before = isThere ? sum : Sum.Zero(net.Currency);
        sum = isCredit ? before.Minus(net, tax, payable) : before.Plus(net, tax, payable);
    }

    private readonly record struct Sum(Money Net, Money Tax, Money Payable, int Documents)
    {
        internal static Sum Zero(Currency currency) => new(Money.Zero(currency), Money.Zero(currency), Money.Zero(currency), 0);

        internal Sum Plus(Money net, Money tax, Money payable) => new(Net + net, Tax + tax, Payable + payable, Documents + 1);

        // what credit notes give back counts against what invoices bill
        internal Sum Minus(Money net, Money tax, Money payable) => new(Net - net, Tax - tax, Payable - payable, Documents + 1);

        internal MoneyByCurrency ToMoney() => new(Net, Tax, Payable, Documents);
    }
}
