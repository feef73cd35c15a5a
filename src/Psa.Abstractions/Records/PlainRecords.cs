using NodaTime;
using Psa.Charges;
using Psa.SalesItems;

namespace Psa.Records;

/// <summary>
/// Looks at what a run writes most of, items and ledgers, without asking the metadata of their properties: a record of which nothing rare is said, and whose texts and dates every store can keep.
/// All others go to <see cref="RecordTexts{T}"/> and <see cref="RecordDates{T}"/>, which also name what is wrong.
/// </summary>
internal static class PlainRecords<T>
    where T : class
{
    private static readonly Func<T, bool>? Look = PlainRecords.Of(typeof(T)) as Func<T, bool>;

    internal static bool IsPlain(T record) => Look is { } look && look(record);
}

/// <summary>What is plain of each kind of record that a run writes most of.</summary>
internal static class PlainRecords
{
    internal static Delegate? Of(Type type) =>
        type == typeof(SalesItem) ? (Func<SalesItem, bool>)IsPlain
        : type == typeof(PartLedger) ? (Func<PartLedger, bool>)IsPlain
        : null;

    private static bool IsPlain(SalesItem item)
    {
        if (item is not { Number: null, Override: null, CancelReason: null, PreviousBasis: null, Terms: null, Work.IsEmpty: true } || !IsStorable(item.BillingDate) || !IsStorable(item.PeriodStart))
        {
            return false;
        }

        foreach (var line in item.Lines.AsSpan())
        {
            if (LineTexts.IsBad(line))
            {
                return false;
            }
        }

        return item.Basis is null || !LineTexts.IsBad(item.Basis);
    }

    private static bool IsPlain(PartLedger ledger) =>
        (ledger.ServiceCode is null || !StoredText.IsBad(ledger.ServiceCode)) && IsStorable(ledger.Through) && IsStorable(ledger.DirtyFrom);

    private static bool IsStorable(LocalDate? date) => date is not { } day || RecordDates.IsStorable(day);
}
