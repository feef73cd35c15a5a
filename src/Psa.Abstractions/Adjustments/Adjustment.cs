using System.Text.Json.Serialization;
using NodaTime;
using Psa.Customers;
using Psa.Sellers;

namespace Psa.Adjustments;

/// <summary>A billing adjustment: what was billed and what was performed in a period, compared, and the difference charged or credited.</summary>
public sealed record Adjustment : IEntity<Adjustment>
{
    /// <inheritdoc/>
    public required Id<Adjustment> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the number, or <see langword="null"/> for a draft.</summary>
    public string? Number { get; init; }

    /// <summary>Gets where it stands; only its lifecycle changes it.</summary>
    public required AdjustmentStatus Status { get; init; }

    /// <summary>Gets the customer.</summary>
    public required Id<Customer> Customer { get; init; }

    /// <summary>Gets which of the tenant's companies adjusts.</summary>
    public required Id<BillingEntity> BillingEntity { get; init; }

    /// <summary>Gets the day on which it was drafted, or made.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Gets what is adjusted.</summary>
    public required AdjustmentContent Content { get; init; }

    /// <summary>Gets what criteria, selection, values and what was taken before come to: whoever makes the same again gets this one. <see langword="null"/> for drafts and canceled ones.</summary>
    public string? Key { get; init; }

    /// <summary>Gets how its sums are rounded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Rounding Rounding { get; init; }

    /// <summary>Gets the lines of both panes as they were compared; empty for a draft.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<ComparedLine> Lines { get; init; }

    /// <summary>Gets the differences.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<AdjustmentDifference> Differences { get; init; }

    /// <summary>Gets the documents that it made; none where it is settled without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<AdjustmentDocument> Documents { get; init; }

    /// <summary>Gets what of its differences needs no document, since earlier roundings credited it, or discounts on documents never billed it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<AdjustmentRounding> Rounded { get; init; }

    /// <summary>Gets the lines without a price, which only a preview has.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<UnpricedLine> Unpriced { get; init; }

    /// <summary>Gets why it was canceled, or <see langword="null"/>.</summary>
    public string? CancelReason { get; init; }

    /// <summary>Gets the host's own keys: carried, and read by no rule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Metadata Metadata { get; init; }

    /// <summary>Gets the one buyer whom it concerns, who sees it as its own; none of a draft, nor where it concerns several.</summary>
    internal Id<Customer>? Buyer
    {
        get
        {
            Id<Customer>? one = null;
            foreach (var difference in Differences)
            {
                if (one is { } before && before != difference.Buyer)
                {
                    return null;
                }

                one = difference.Buyer;
            }

            return one;
        }
    }
}
