using NodaTime;

namespace Psa.Catalog;

/// <content>Which list decides (R-LIST): the document's, else the contract's, else the customer's, else its payer's, else the default one.</content>
internal sealed partial class PriceBook
{
    /// <summary>Finds the list whose prices hold; it is never skipped silently.</summary>
    /// <returns>Why its prices can't be taken, or <see langword="null"/>.</returns>
    private string? DecidingList(in PriceQuestion question, out PriceList? list)
    {
        if (question.Chosen is { } chosen)
        {
            return Named(chosen, question, out list);
        }

        var assigned = Assigned(question.OfContract, question) ?? Assigned(question.OfCustomer, question) ?? Assigned(question.OfPayer, question);
        return assigned is { } id ? Named(id, question, out list) : DefaultList(question.Currency, question.Date, out list);
    }

    private string? Named(Id<PriceList> id, in PriceQuestion question, out PriceList? list) =>
        !_lists.TryGetValue(id, out list) ? CatalogErrors.MissingPriceList
            : list.Currency != question.Currency ? CatalogErrors.CurrencyMismatch
            : !list.IsActive ? CatalogErrors.InactivePriceList
            : !list.Covers(question.Date) ? CatalogErrors.NoPriceAtDate
            : list.PriceMode != _mode ? CatalogErrors.TaxModeMismatch
            : null;

    // of the entries that stand and have begun, the latest whose list has the currency, or that ends all before it; of one date the later recorded
    private Id<PriceList>? Assigned(ValueList<PriceListAssignment> entries, in PriceQuestion question)
    {
        PriceListAssignment? latest = null;
        foreach (var entry in entries)
        {
            if (entry.Withdrawn is null && entry.EffectiveFrom <= question.Date && (latest is null || entry.EffectiveFrom >= latest.EffectiveFrom) && HasCurrency(entry.PriceList, question.Currency))
            {
                latest = entry;
            }
        }

        return latest?.PriceList;
    }

    private bool HasCurrency(Id<PriceList>? id, Currency currency) => id is not { } known || !_lists.TryGetValue(known, out var list) || list.Currency == currency;

    /// <summary>Finds the default list of a currency and day.</summary>
    /// <returns>Why there is none, the reason that is nearest to a price, or <see langword="null"/>.</returns>
    private string? DefaultList(Currency currency, LocalDate date, out PriceList? list)
    {
        list = null;
        if (!_defaults.TryGetValue(currency, out var lists))
        {
            return CatalogErrors.MissingPriceList;
        }

        var error = CatalogErrors.TaxModeMismatch;
        foreach (var one in lists)
        {
            if (one.PriceMode != _mode)
            {
                continue;
            }

            if (!one.Covers(date))
            {
                error = error == CatalogErrors.InactivePriceList ? error : CatalogErrors.NoPriceAtDate;
            }
            else if (!one.IsActive)
            {
                error = CatalogErrors.InactivePriceList;
            }
            else
            {
                list = one;
                return null;
            }
        }

        return error;
    }
}
