namespace Psa.Contracts;

/// <summary>What hours that a part sells must keep to.</summary>
internal static class BlockTermsRules
{
    private const int MostMinutes = 6_000_000;
    private const int MostMonths = 120;
    private const int Exhausted = 100;

    /// <summary>Notes what is wrong with the hours of a part.</summary>
    internal static void Check(Contract contract, ContractPart part, Action<string, string, string> add)
    {
        if ((part.Kind == PartKind.Block) != part.Block is not null)
        {
            Add(part.Block is null ? "The part sells a block of hours: say how many minutes, and for how long." : "Only a part of kind Block sells hours: leave them out, or say that kind.", nameof(part.Block));
        }

        if (part.Block is not { } block)
        {
            return;
        }

        if (block.Minutes is <= 0 or > MostMinutes)
        {
            Add(FormattableString.Invariant($"A block has 1 to {MostMinutes} minutes, not {block.Minutes}."), Where(nameof(block.Minutes)));
        }

        // what is sold once has no next period to be carried into
        if (block.CarryOverMinutes < 0 || (block is { IsOnce: true, CarryOverMinutes: > 0 }))
        {
            Add("Unused minutes are carried over from a period to the next, none or more: of what is sold once say for how many months it is valid.", Where(nameof(block.CarryOverMinutes)));
        }

        if (block.ValidMonths is < 1 or > MostMonths)
        {
            Add(FormattableString.Invariant($"A block is valid for 1 to {MostMonths} months, not {block.ValidMonths}."), Where(nameof(block.ValidMonths)));
        }

        CheckOverage(contract, block, Add);
        for (var i = 0; i < block.Thresholds.Count; i++)
        {
            if (block.Thresholds[i] is < 1 or > Exhausted || (i > 0 && block.Thresholds[i] <= block.Thresholds[i - 1]))
            {
                Add(FormattableString.Invariant($"The threshold {block.Thresholds[i]} is none: they are percentages from 1 to {Exhausted}, ascending."), Where($"{nameof(block.Thresholds)}[{i}]"));
            }
        }

        if (part.QuantitySource.Kind != QuantitySourceKind.Fixed)
        {
            Add("A block is sold at a price of its own, and not by a counter: let its quantity come from the terms.", nameof(part.QuantitySource));
        }

        void Add(string message, string where) => add(ContractErrors.BadBlock, message, where);
    }

    /// <summary>Notes what is wrong with terms that a block is sold by: one block has one price.</summary>
    internal static void Check(ContractPart part, in HeldTerms held, string where, Action<string, string, string> add)
    {
        if (part.Block is not null && (held.Minimum != 0m || !(held.Scheme is FlatPricing || (held.Scheme is PerUnitPricing && held.Committed == 1m))))
        {
            add(ContractErrors.BadBlock, "A block is sold as one: price it flat, or by the unit with the quantity 1, without a minimum quantity.", where);
        }
    }

    private static void CheckOverage(Contract contract, BlockTerms block, Action<string, string> add)
    {
        if (block is { OverageRate: not null, OveragePriceList: not null })
        {
            add("What a block doesn't cover has a rate or a price list: say one of both.", Where(nameof(block.OveragePriceList)));
        }

        if (block.OverageRate is { } rate && (rate.Amount < 0m || rate.Currency != contract.Currency))
        {
            add($"An hour that a block doesn't cover costs zero or more, in the contract's currency, {contract.Currency}.", Where(nameof(block.OverageRate)));
        }
    }

    private static string Where(string field) => $"{nameof(ContractPart.Block)}.{field}";
}
