using Psa.Catalog;
using Psa.Documents;
using Psa.Runs;

namespace Psa.Invoices;

/// <summary>What stands on a draft beside what follows from its items: what somebody wrote, and what it keeps when it is written anew.</summary>
internal sealed record WrittenInvoice
{
    /// <summary>Gets the draft's id.</summary>
    internal required Id<Invoice> Id { get; init; }

    /// <summary>Gets the draft as it is stored, or <see langword="null"/> for a new one.</summary>
    internal Invoice? Before { get; init; }

    /// <summary>Gets the run whose draft it is; <see langword="null"/> for one by hand.</summary>
    internal Id<BillingRun>? Run => Before?.Run;

    /// <summary>Gets whether somebody wrote it.</summary>
    internal bool IsByHand => Run is null;

    /// <summary>Gets whether its prices follow the catalog; those of a run never do.</summary>
    internal PriceBehaviour PriceBehaviour { get; init; }

    /// <summary>Gets the price list that was chosen for it.</summary>
    internal Id<PriceList>? PriceList { get; init; }

    /// <summary>Gets the discounts on the whole document.</summary>
    internal ValueList<Discount> Discounts { get; init; }

    /// <summary>Gets the charges on the whole document.</summary>
    internal ValueList<DocumentCharge> Charges { get; init; }

    /// <summary>Gets the purchase-order number.</summary>
    internal string? PurchaseOrderNumber { get; init; }

    /// <summary>Gets the buyer's reference.</summary>
    internal string? BuyerReference { get; init; }

    /// <summary>Gets where it is delivered to.</summary>
    internal Address? ShipTo { get; init; }

    /// <summary>Gets the title, or <see langword="null"/> for that of the language.</summary>
    internal string? Title { get; init; }

    /// <summary>Gets the introduction.</summary>
    internal string? Introduction { get; init; }

    /// <summary>Gets the note, or <see langword="null"/> for the payer's.</summary>
    internal string? Note { get; init; }

    /// <summary>Gets the host's own keys.</summary>
    internal Metadata Metadata { get; init; }

    /// <summary>Gives what a draft has that is written anew with other items or another date.</summary>
    internal static WrittenInvoice Of(Invoice draft) => new()
    {
        Id = draft.Id,
        Before = draft,
        PriceBehaviour = draft.PriceBehaviour,
        PriceList = draft.PriceList,
        Discounts = draft.Discounts,
        Charges = draft.Charges,
        PurchaseOrderNumber = draft.PurchaseOrderNumber,
        BuyerReference = draft.BuyerReference,
        ShipTo = draft.ShipTo,
        Title = draft.Title,
        Introduction = draft.Introduction,
        Note = draft.Note,
        Metadata = draft.Metadata,
    };

    /// <summary>Writes it on a draft.</summary>
    internal Invoice On(Invoice draft) => draft with
    {
        Version = Before?.Version ?? 0,
        Run = Run,
        Hold = Before?.Hold,
        PriceBehaviour = PriceBehaviour,
        PriceList = PriceList,
        Discounts = Discounts,
        Charges = Charges,
        BuyerReference = BuyerReference,
        ShipTo = ShipTo,
        Title = IsByHand ? Title ?? draft.Title : draft.Title,
        Introduction = Introduction,
        Note = Note ?? draft.Note,
        Metadata = Metadata,
    };
}
