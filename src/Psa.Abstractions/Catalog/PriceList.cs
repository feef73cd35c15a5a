using System.ComponentModel;
using System.Text.Json.Serialization;
using NodaTime;
using Psa.Sellers;

namespace Psa.Catalog;

/// <summary>
/// Prices in one currency, with or without tax (R-LIST). On any day at most one default list a currency and price mode is in force; all others hold for those they are assigned to,
/// and for documents that choose them.
/// </summary>
public sealed record PriceList : IEntity<PriceList>
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="isActive">See <see cref="IsActive"/>.</param>
    /// <param name="isDefault">See <see cref="IsDefault"/>.</param>
    /// <param name="fallsBackToDefault">See <see cref="FallsBackToDefault"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public PriceList(bool isActive = true, bool isDefault = true, bool fallsBackToDefault = true) =>
        (IsActive, IsDefault, FallsBackToDefault) = (isActive, isDefault, fallsBackToDefault);

    /// <inheritdoc/>
    public required Id<PriceList> Id { get; init; }

    /// <inheritdoc/>
    public required TenantId Tenant { get; init; }

    /// <inheritdoc/>
    public long Version { get; init; }

    /// <summary>Gets the name, which explanations of a price show.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the currency of all its prices.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Gets whether its prices hold the tax already. Default: no. Documents take prices of their own kind only: those of sellers with the same mode.</summary>
    public PriceMode PriceMode { get; init; }

    /// <summary>Gets the first day it holds.</summary>
    public required LocalDate ValidFrom { get; init; }

    /// <summary>Gets the last day it holds, included; <see langword="null"/> for no end.</summary>
    public LocalDate? LastDay { get; init; }

    /// <summary>Gets whether it is in use. Default: yes.</summary>
    public bool IsActive { get; init; }

    /// <summary>Gets whether it holds for all who have no other list. Default: yes; a list that is assigned or chosen says no.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Gets whether a product that isn't in it is looked up in the default list. Default: yes.</summary>
    public bool FallsBackToDefault { get; init; }

    /// <summary>Gets the prices.</summary>
    public ValueList<PriceListItem> Items { get; init; }
}
