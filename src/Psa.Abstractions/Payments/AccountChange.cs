using Psa.Sellers;

namespace Psa.Payments;

/// <summary>What a call did to the account of a payer: the data of the events of payments.</summary>
/// <param name="BillingEntity">Which of the tenant's companies the account is with.</param>
/// <param name="Entries">The entries that it made, in their order.</param>
/// <param name="Documents">The documents that it settled or reopened, as they stand after it.</param>
public sealed record AccountChange(Id<BillingEntity> BillingEntity, ValueList<ChangedEntry> Entries, ValueList<ChangedDocument> Documents);
