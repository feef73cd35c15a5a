using System.Globalization;
using System.Linq;
using NodaTime;
using NodaTime.Text;

namespace Psa.Catalog;

/// <summary>Reads rows of prices, and puts them into a list. Rows that are wrong are told, and the others go on.</summary>
internal static class PriceImports
{
    /// <summary>A row that could be read.</summary>
    /// <param name="Line">The line of the file.</param>
    /// <param name="Number">The article number.</param>
    /// <param name="Unit">The unit, or <see langword="null"/> for the product's.</param>
    /// <param name="From">The first day, or <see langword="null"/> for the list's.</param>
    /// <param name="Price">The price.</param>
    internal sealed record ReadRow(long Line, string Number, string? Unit, LocalDate? From, UnitPrice Price);

    /// <summary>What became of a list.</summary>
    /// <param name="List">The list with the rows.</param>
    /// <param name="Counted">What was counted.</param>
    /// <param name="Lines">The line of the file that each price of the list came from; by item and first day.</param>
    internal sealed record Applied(PriceList List, PriceImportResult Counted, IReadOnlyDictionary<(int Item, LocalDate From), long> Lines);

    /// <summary>Reads a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="currency">The list's currency.</param>
    /// <param name="unfit">What no record could have.</param>
    /// <param name="problems">Takes what is wrong with it.</param>
    /// <returns>The row, or <see langword="null"/> when something is.</returns>
    internal static ReadRow? Parse(PriceRow row, Currency currency, ValueList<Problem> unfit, List<PriceRowRejection> problems)
    {
        var before = problems.Count;
        foreach (var problem in unfit)
        {
            Refuse(problem.Where, problem.Code, problem.Message);
        }

        if (string.IsNullOrEmpty(row.Number))
        {
            Refuse(nameof(row.Number), CatalogErrors.BadRow, "The row has no article number: say which product it prices.");
        }

        if (!string.IsNullOrEmpty(row.Currency) && !string.Equals(row.Currency, currency.Code, StringComparison.OrdinalIgnoreCase))
        {
            Refuse(nameof(row.Currency), CatalogErrors.PriceOfOtherCurrency, $"The row is in '{row.Currency}' and the list in {currency}: import it into a list of its currency.");
        }

        var from = string.IsNullOrEmpty(row.From) ? null : LocalDatePattern.Iso.Parse(row.From) is { Success: true } day ? (LocalDate?)day.Value : null;
        if (from is null && !string.IsNullOrEmpty(row.From))
        {
            Refuse(nameof(row.From), CatalogErrors.BadRow, $"'{row.From}' is no day: write it as 2026-03-01.");
        }

        var price = PriceOf(row, currency, Refuse);
        return problems.Count == before ? new(row.Line, row.Number!, string.IsNullOrEmpty(row.Unit) ? null : row.Unit, from, price) : null;

        void Refuse(string field, string code, string reason) => problems.Add(new(row.Line, field, code, reason));
    }

    /// <summary>Puts rows into a list: each sets the price of its product and unit from its day on. Prices that no row names stay, and so do the volume discounts that came with a price before.</summary>
    /// <param name="list">The list.</param>
    /// <param name="rows">The rows, in the order of the file.</param>
    /// <param name="products">The products by their numbers.</param>
    /// <param name="seesCosts">Whether who imports views costs, and may replace a price that follows from one.</param>
    /// <param name="problems">Takes what is wrong with them.</param>
    internal static Applied Apply(PriceList list, IEnumerable<ReadRow> rows, IReadOnlyDictionary<string, Product> products, bool seesCosts, List<PriceRowRejection> problems)
    {
        var items = list.Items.AsEnumerable().Select(static item => (item.Product, item.Unit, Prices: item.Prices.AsEnumerable().ToList())).ToList();
        var places = items.Select(static (item, place) => (item, place)).ToDictionary(static one => (one.item.Product, one.item.Unit), static one => one.place);
        var (lines, result) = (new Dictionary<(int, LocalDate), long>(), new PriceImportResult());
        foreach (var row in rows)
        {
            if (!products.TryGetValue(row.Number, out var product))
            {
                problems.Add(new(row.Line, nameof(row.Number), PsaErrors.NotFound, $"There is no product of the number '{row.Number}': add it, or correct the number."));
                continue;
            }

            var (key, from) = ((product.Id, row.Unit ?? product.Unit), row.From ?? list.ValidFrom);
            if (!places.TryGetValue(key, out var place))
            {
                places.Add(key, place = items.Count);
                items.Add((key.Id, key.Item2, []));
            }

            var prices = items[place].Prices;
            var (known, method) = (prices.FindIndex(price => price.From == from), PriceMethod.Fixed(row.Price));
            if (known >= 0 && prices[known].Method == method && prices[known].Rounding is null)
            {
                result = result with { Unchanged = result.Unchanged + 1 };
            }
            else if (lines.TryGetValue((place, from), out var earlier))
            {
                problems.Add(new(row.Line, nameof(row.From), CatalogErrors.DuplicatePriceDate, FormattableString.Invariant($"Line {earlier} has another price of it from the same day: keep one.")));
            }
            else if (!seesCosts && known >= 0 && prices[known].Method.FollowsCost)
            {
                problems.Add(new(row.Line, nameof(row.From), PsaErrors.AccessDenied, "The price of that day follows from a cost: who views costs can replace it."));
            }
            else
            {
                lines.Add((place, from), row.Line);
                var added = new PriceEntry(from, method, null, VolumeOf(prices, from));
                result = known >= 0 ? result with { Replaced = result.Replaced + 1 } : result with { Added = result.Added + 1 };
                prices.Insert(known >= 0 ? known : prices.Count, added);
                if (known >= 0)
                {
                    prices.RemoveAt(known + 1);
                }
            }
        }

        var priced = items.Where(static item => item.Prices.Count > 0).Select(static item => new PriceListItem(item.Product, item.Unit, item.Prices.ToValueList()));
        return new(list with { Items = priced.ToValueList() }, result, lines);
    }

    /// <summary>Tells which rows are refused by what is wrong with the list.</summary>
    /// <param name="applied">The list with the rows.</param>
    /// <param name="problems">What is wrong with it.</param>
    /// <param name="list">The list's id.</param>
    /// <exception cref="ValidationFailedException">Something is that no row brought.</exception>
    internal static List<PriceRowRejection> Refused(Applied applied, IEnumerable<Problem> problems, Guid list)
    {
        var (refused, others) = (new List<PriceRowRejection>(), new List<Problem>());
        foreach (var problem in problems)
        {
            var lines = LinesOf(applied, problem.Where);
            refused.AddRange(lines.Select(line => new PriceRowRejection(line, FieldOf(problem.Code), problem.Code, problem.Message)));
            if (lines.Count == 0)
            {
                others.Add(problem);
            }
        }

        ValidationFailedException.ThrowIfAny(others.ToValueList(), list);
        return refused;
    }

    // "Items[3]", "Items[3].Unit" or "Items[3].Prices[1]"
    private static List<long> LinesOf(Applied applied, string where)
    {
        const string Items = "Items[";
        const string Prices = "].Prices[";
        if (!where.StartsWith(Items, StringComparison.Ordinal))
        {
            return [];
        }

        var item = Number(where, Items.Length);
        var price = where.IndexOf(Prices, StringComparison.Ordinal);
        LocalDate? from = price < 0 ? null : applied.List.Items[item].Prices[Number(where, price + Prices.Length)].From;
        return [.. applied.Lines.Where(line => line.Key.Item == item && (from is null || line.Key.From == from)).Select(static line => line.Value)];

        static int Number(string text, int start) => int.Parse(text.AsSpan(start, text.IndexOf(']', start) - start), CultureInfo.InvariantCulture);
    }

    private static string FieldOf(string code) => code switch
    {
        CatalogErrors.UnitNotInGroup => nameof(PriceRow.Unit),
        MoneyErrors.BadDate => nameof(PriceRow.From),
        _ => nameof(PriceRow.Price),
    };

    // the one that came with the price in force before
    private static Id<VolumeDiscount>? VolumeOf(List<PriceEntry> prices, LocalDate from) =>
        prices.Where(price => price.From <= from).MaxBy(static price => price.From)?.VolumeDiscount;

    private static UnitPrice PriceOf(PriceRow row, Currency currency, Action<string, string, string> refuse)
    {
        if (!decimal.TryParse(row.Price, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            refuse(nameof(row.Price), CatalogErrors.BadRow, $"'{row.Price}' is no price: write it with a decimal point and no thousands separators, as 1234.50.");
        }
        else if (amount < 0m)
        {
            refuse(nameof(row.Price), CatalogErrors.NegativePrice, FormattableString.Invariant($"The price {amount} is below zero: use a discount."));
        }
        else if (!Decimals.Fits(amount, Decimals.OfPrices))
        {
            refuse(nameof(row.Price), MoneyErrors.TooManyDecimals, FormattableString.Invariant($"The price {amount} has more than {Decimals.OfPrices} decimals: round it yourself, where you can answer for it."));
        }
        else
        {
            return UnitPrice.Of(amount, currency);
        }

        return default;
    }
}
