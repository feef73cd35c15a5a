using Psa.Catalog;

namespace Psa.Charges;

/// <summary>The units in which the usage of a part may come, and the one it is billed in (R-UNIT).</summary>
/// <param name="Group">The product's unit group.</param>
/// <param name="Wanted">The unit of the part.</param>
internal sealed record UsageUnits(UnitGroup Group, string Wanted)
{
    /// <summary>Gives those of a part; <see langword="null"/> where its product has no unit group, or its unit isn't in it.</summary>
    internal static UsageUnits? Of(ChargeFacts facts, BillingContext context) =>
        facts.Product is { } product
        && context.FindUnitGroup(product.UnitGroup) is { } group
        && ChargePrices.UnitOf(facts.Part, product, group) is var wanted
        && group.Find(wanted) is not null
            ? new(group, wanted)
            : null;

    /// <summary>Tells whether a unit is in the group.</summary>
    internal bool Knows(string unit) => Group.Find(unit) is not null;

    /// <summary>Gives a quantity in the unit of the part.</summary>
    /// <exception cref="RuleViolationException"><c>unit.not_exact</c>.</exception>
    internal decimal Convert(decimal quantity, string unit) => Group.Convert(quantity, unit, Wanted);
}
