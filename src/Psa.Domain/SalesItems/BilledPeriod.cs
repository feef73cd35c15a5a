using System.Collections.Frozen;
using NodaTime;
using Psa.Charges;
using Psa.Customers;
using Psa.Invoices;
using Psa.Sellers;

namespace Psa.SalesItems;

/// <summary>What was ever billed for one charge of one period.</summary>
internal sealed class BilledPeriod
{
    private readonly List<SalesItem> _items = [];
    private readonly List<SalesItem> _counting = [];

    private readonly IReadOnlySet<Id<Invoice>> _drafts;

    private BilledPeriod(Currency currency, IReadOnlySet<Id<Invoice>> drafts) => (Computed, _drafts) = (Money.Zero(currency), drafts);

    /// <summary>Gets all items there ever were, by ordinal, released ones too.</summary>
    internal IReadOnlyList<SalesItem> Items => _items;

    /// <summary>Gets those that were not released.</summary>
    internal IReadOnlyList<SalesItem> Counting => _counting;

    /// <summary>Gets the days of the last item.</summary>
    internal DatePeriod Days { get; private set; }

    /// <summary>Gets Σ computed of all items that were not released: an override, a cancellation or a credit stands.</summary>
    internal Money Computed { get; private set; }

    /// <summary>Gets the last day from which an item of it that counts and waits may be invoiced; <see langword="null"/> when none waits.</summary>
    internal LocalDate? WaitsUntil
    {
        get
        {
            LocalDate? last = null;
            foreach (var item in _counting)
            {
                if (item.IsEditable())
                {
                    last = last is { } day ? LocalDate.Max(day, item.BillingDate) : item.BillingDate;
                }
            }

            return last;
        }
    }

    /// <summary>Gets or sets whether the run has looked at it.</summary>
    internal bool Taken { get; set; }

    /// <summary>Gets whether anything counts as billed.</summary>
    internal bool IsBilled => _counting.Count > 0;

    /// <summary>
    /// Gets whether an item of it that counts stands on a draft: who is invoiced, and with which discount, is known once that is issued. Until then, or until it is deleted, nothing is corrected of the period.
    /// </summary>
    internal bool IsOnDraft { get; private set; }

    /// <summary>Gives the items that bear anything and aren't issued: they wait, or stand on drafts.</summary>
    internal List<SalesItem> Unissued() => _counting.FindAll(item => !item.Borne().IsZero && (item.Invoice is not { } invoice || _drafts.Contains(invoice)));

    /// <summary>Gets the last basis that counts.</summary>
    internal ChargeBasis? Basis => _counting.Count == 0 ? null : _counting[^1].Basis;

    /// <summary>Gets the first terms with a price of the catalog, which they froze.</summary>
    internal ChargeTerms? Frozen
    {
        get
        {
            foreach (var item in _counting)
            {
                if (ChargePrices.Freezing(item.Basis?.Terms ?? []) is { } terms)
                {
                    return terms;
                }
            }

            return null;
        }
    }

    /// <summary>Gives the invoices that a correction corrects: those of who bills it, since each of the tenant's companies credits what it billed.</summary>
    /// <param name="seller">Who bills the correction.</param>
    internal ValueList<Id<Invoice>> InvoicesOf(Id<BillingEntity> seller)
    {
        var invoices = ValueList<Id<Invoice>>.Empty;
        foreach (var item in _counting)
        {
            if (item is { Invoice: { } invoice, Net.Sign: > 0 } && item.BillingEntity == seller)
            {
                invoices = invoices.Add(invoice);
            }
        }

        return invoices;
    }

    /// <summary>Gets why users overrode or canceled items of it, or <see langword="null"/>.</summary>
    internal string? Reasons
    {
        get
        {
            var reasons = new List<string>();
            foreach (var item in _counting)
            {
                if ((item.Override?.Reason ?? item.CancelReason) is { } reason && !reasons.Contains(reason))
                {
                    reasons.Add(reason);
                }
            }

            return reasons.Count == 0 ? null : string.Join("; ", reasons);
        }
    }

    /// <summary>Gets the customer of the last item that bears anything, to whom a correction goes; <see langword="null"/> when none does.</summary>
    internal Id<Customer>? Customer => LastBearing(static _ => true)?.Customer;

    /// <summary>Gets who was invoiced for the last item that bears anything and stands on a document; <see langword="null"/> when none does.</summary>
    internal Id<Customer>? Payer => LastBearing(static item => item.Invoice is not null)?.Payer;

    /// <summary>Reads what was ever billed of a part, by period and charge.</summary>
    /// <param name="history">All items it ever had, by ordinal.</param>
    /// <param name="drafts">The documents of them that are no more than drafts.</param>
    internal static Dictionary<(LocalDate Slot, ChargeKind Kind), BilledPeriod> Index(IReadOnlyList<SalesItem> history, IReadOnlySet<Id<Invoice>> drafts)
    {
        var billed = new Dictionary<(LocalDate, ChargeKind), BilledPeriod>();
        foreach (var item in history)
        {
            var key = (item.PeriodStart!.Value, item.Charge);
            if (!billed.TryGetValue(key, out var period))
            {
                billed.Add(key, period = new(item.Currency, drafts) { Days = item.Period!.Value });
            }

            period.Add(item);
        }

        return billed;
    }

    /// <summary>Reads what was ever billed for a line of a source that has no periods.</summary>
    /// <param name="items">All items it ever had, by ordinal.</param>
    /// <param name="currency">Their currency.</param>
    /// <param name="drafts">The documents of them that are no more than drafts, where that is asked.</param>
    internal static BilledPeriod Of(IEnumerable<SalesItem> items, Currency currency, IReadOnlySet<Id<Invoice>>? drafts = null)
    {
        var billed = new BilledPeriod(currency, drafts ?? FrozenSet<Id<Invoice>>.Empty);
        foreach (var item in items)
        {
            billed.Add(item);
        }

        return billed;
    }

    internal void Add(SalesItem item)
    {
        _items.Add(item);
        if (item.Released)
        {
            return;
        }

        _counting.Add(item);
        Days = item.Period ?? Days;
        Computed += item.Computed;
        IsOnDraft |= item.Invoice is { } invoice && _drafts.Contains(invoice);
    }

    private SalesItem? LastBearing(Predicate<SalesItem> which)
    {
        for (var i = _counting.Count - 1; i >= 0; i--)
        {
            if (!_counting[i].Borne().IsZero && which(_counting[i]))
            {
                return _counting[i];
            }
        }

        return null;
    }
}
