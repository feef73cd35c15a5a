using Psa.Storage;

namespace Psa.Payments;

/// <summary>Credit limits and holds in a store: found by their id. No run writes them.</summary>
internal static class PayerCreditRecords
{
    internal static RecordType<PayerCredit> Type { get; } = new("payer_credit", static (r, v) => r with { Version = v }) { IsFact = true };
}
