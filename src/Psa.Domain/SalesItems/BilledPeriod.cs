using NodaTime;
using Psa.Charges;
using Psa.Customers;
using Psa.Invoices;

namespace Psa.SalesItems;

/// <summary>What was ever billed for one charge of one period.</summary>
internal sealed class BilledPeriod
{
    private readonly List<SalesItem> _counting = [];

    private BilledPeriod(DatePeriod days, Currency currency)
    {
        Days = days;
        Computed = Money.Zero(currency);
    }

    /// <summary>Gets the days of the last item.</summary>
    internal DatePeriod Days { get; private set; }

    /// <summary>Gets Σ computed of all items that were not released: an override, a cancellation or a credit stands.</summary>
    internal Money Computed { get; private set; }

    /// <summary>Gets how many items there ever were, released ones too.</summary>
    internal int Items { get; private set; }

    /// <summary>Gets or sets whether the run has looked at it.</summary>
    internal bool Taken { get; set; }

    /// <summary>Gets whether anything counts as billed.</summary>
    internal bool IsBilled => _counting.Count > 0;

    /// <summary>Gets the last basis that counts.</summary>
    internal ChargeBasis? Basis => _counting.Count == 0 ? null : _counting[^1].Basis;

    /// <summary>Gets the terms whose catalog price the first bill froze.</summary>
    internal ChargeTerms? Frozen
    {
        get
        {
            foreach (var item in _counting)
            {
                if (item.Basis is { Terms: { IsEmpty: false } terms })
                {
                    return terms[0];
                }
            }

            return null;
        }
    }

    /// <summary>Gets the invoices that a correction corrects.</summary>
    internal ValueList<Id<Invoice>> Invoices
    {
        get
        {
            var invoices = ValueList<Id<Invoice>>.Empty;
            foreach (var item in _counting)
            {
                if (item is { Invoice: { } invoice, Net.Sign: > 0 })
                {
                    invoices = invoices.Add(invoice);
                }
            }

            return invoices;
        }
    }

    /// <summary>Gets who was invoiced for the last item that bills anything; <see langword="null"/> when none was invoiced.</summary>
    internal Id<Customer>? Payer => _counting.FindLast(static item => item is { Invoice: not null, Net.IsZero: false })?.Payer;

    /// <summary>Gets the day whose tax rate applied to the last bill.</summary>
    internal LocalDate? TaxPoint
    {
        get
        {
            for (var i = _counting.Count - 1; i >= 0; i--)
            {
                if (_counting[i] is { TaxPoint: { } date, Net.Sign: > 0 })
                {
                    return date;
                }
            }

            return null;
        }
    }

    internal static Dictionary<(LocalDate Slot, ChargeKind Kind), BilledPeriod> Index(IReadOnlyList<SalesItem> history)
    {
        var billed = new Dictionary<(LocalDate, ChargeKind), BilledPeriod>();
        foreach (var item in history)
        {
            var key = (item.PeriodStart!.Value, item.Charge);
            if (!billed.TryGetValue(key, out var period))
            {
                billed.Add(key, period = new(item.Period!.Value, item.Currency));
            }

            period.Add(item);
        }

        return billed;
    }

    private void Add(SalesItem item)
    {
        Items++;
        if (item.Released)
        {
            return;
        }

        _counting.Add(item);
        Days = item.Period!.Value;
        Computed += item.Computed;
    }
}
