using System.Linq;
using NodaTime;
using Psa.Adjustments;
using Psa.Catalog;
using Psa.Customers;
using Psa.Documents;
using Psa.Languages;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Reads what an adjustment compares: both panes, prices, tax codes, payers, and what was taken into account before.</summary>
internal sealed class AdjustmentReads(ITaxCalculator taxes, LanguageSet languages, IReadOnlyList<IAgreementLines> agreements, IReadOnlyList<IPerformedWork> work)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="RuleViolationException"><c>adjustment.bad_content</c>; what finds no billing entity or tax.</exception>
    internal async Task<AdjustmentFacts> ReadAsync(IPsaSession session, AdjustmentContent content, CancellationToken cancellationToken)
    {
        var period = AdjustmentRules.PeriodOf(content);
        AdjustmentRules.RequireOnce(content);
        var first = await session.Of<Customer>().RequireAsync(content.Customer, cancellationToken).AsTask().AtAsync(nameof(content.Customer)).ConfigureAwait(false);
        var payer = await session.PayerOfAsync(first, cancellationToken).ConfigureAwait(false);
        var entity = await session.ChooseEntityAsync(content.BillingEntity, first, payer, cancellationToken).ConfigureAwait(false);
        var customers = await CustomersAsync(session, first, content, cancellationToken).ConfigureAwait(false);
        var payers = await PayersAsync(session, customers, cancellationToken).ConfigureAwait(false);
        var considered = await session.Of<ConsideredLine>().QueryAsync(ConsideredLineRecords.OfEach([.. customers.Keys]), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var left = await session.InvoiceLinesAsync(customers, entity, period, cancellationToken).ConfigureAwait(false);
        var origins = new LineOrigins();
        var right = await session.TimeLinesAsync(customers, period, origins, cancellationToken).ConfigureAwait(false);
        await session.AddGoodsLinesAsync(customers, period, right, origins, cancellationToken).ConfigureAwait(false);
        await session.AddServiceLinesAsync(customers, period, left, right, cancellationToken).ConfigureAwait(false);
        foreach (var customer in customers.Keys)
        {
            await AddHostLinesAsync(session.Tenant, customer, period, left, right, cancellationToken).ConfigureAwait(false);
        }

        left = Chosen(left, content.BilledKinds);
        right = Chosen(right, content.PerformedKinds);
        var known = considered.Where(line => IsLookedAt(line, content, entity)).ToDictionary(static line => line.Id);
        var (prices, codes) = await PricesAsync(session, entity, customers, payers, origins, [.. left.Where(static line => line.Invoice is null), .. right], cancellationToken).ConfigureAwait(false);
        left = left.ConvertAll(Priced);
        right = right.ConvertAll(Priced);
        var catalog = new AdjustmentCatalog
        {
            TaxCodeOf = line => codes.GetValueOrDefault((line.Source, line.Id)).Code ?? string.Empty,
            TaxProblemOf = line => codes.GetValueOrDefault((line.Source, line.Id)).Problem,
            PayerOf = id => customers.TryGetValue(id, out var customer) ? customer.Payer : id,
            Rates = AdjustmentRules.RatesOf(content),
            Rounding = entity.Rounding,
        };
        return new(entity, period, customers, payers, left, right, catalog, known);

        AdjustmentLine Priced(AdjustmentLine line) => line.Net is null && prices.TryGetValue((line.Source, line.Id), out var price) ? line with { Price = price } : line;
    }

    // what nobody looks at now isn't gone
    private static bool IsLookedAt(ConsideredLine line, AdjustmentContent content, BillingEntity entity)
    {
        var kinds = line.Pane == AdjustmentPane.Billed ? content.BilledKinds : content.PerformedKinds;
        return (kinds.IsEmpty || kinds.AsEnumerable().Contains(line.Line.Source, StringComparer.Ordinal)) && (line.Line.Invoice is null || line.BillingEntity == entity.Id);
    }

    // the same source and id always mean the same line
    private static List<AdjustmentLine> Chosen(List<AdjustmentLine> lines, ValueList<string> kinds) =>
        [.. lines.Where(line => kinds.IsEmpty || kinds.AsEnumerable().Contains(line.Source, StringComparer.Ordinal)).DistinctBy(static line => (line.Source, line.Id))];

    private static async Task<Dictionary<Id<Customer>, Customer>> CustomersAsync(IPsaSession session, Customer first, AdjustmentContent content, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Id<Customer>, Customer> { [first.Id] = first };
        for (List<Customer> level = content.WithChildren ? [first] : []; level.Count > 0;)
        {
            var below = await session.Of<Customer>().QueryAsync(CustomerRecords.Below(level.ConvertAll(static customer => customer.Id)), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
            level = below.FindAll(customer => found.TryAdd(customer.Id, customer));
        }

        if (content.WithPayees)
        {
            await foreach (var payee in session.Of<Customer>().QueryAsync(CustomerRecords.PaidBy(first.Id), cancellationToken).ConfigureAwait(false))
            {
                found[payee.Id] = payee;
            }
        }

        return found;
    }

    private static async Task<Dictionary<Id<Customer>, Customer>> PayersAsync(IPsaSession session, Dictionary<Id<Customer>, Customer> customers, CancellationToken cancellationToken)
    {
        var payers = new Dictionary<Id<Customer>, Customer>();
        foreach (var customer in customers.Values)
        {
            payers[customer.Id] = customers.TryGetValue(customer.Payer, out var own) ? own : await session.Of<Customer>().RequireAsync(customer.Payer, cancellationToken).ConfigureAwait(false);
        }

        return payers;
    }

    private async Task AddHostLinesAsync(TenantId tenant, Id<Customer> customer, DatePeriod period, List<AdjustmentLine> left, List<AdjustmentLine> right, CancellationToken cancellationToken)
    {
        foreach (var source in agreements)
        {
            await foreach (var line in source.LinesAsync(tenant, customer, period, cancellationToken).ConfigureAwait(false))
            {
                left.Add(line with { Customer = customer, Invoice = null });
            }
        }

        foreach (var source in work)
        {
            await foreach (var line in source.LinesAsync(tenant, customer, period, cancellationToken).ConfigureAwait(false))
            {
                right.Add(line with { Customer = customer, Invoice = null });
            }
        }
    }

    // what the catalog says at the date of each line that says no price, or a charge of goods says, without tax; and under which code it would be billed
    private async Task<(Dictionary<(string, string), UnitPrice> Prices, Dictionary<(string, string), (string Code, Problem? Problem)> Codes)> PricesAsync(
        IPsaSession session,
        BillingEntity entity,
        Dictionary<Id<Customer>, Customer> customers,
        Dictionary<Id<Customer>, Customer> payers,
        LineOrigins origins,
        List<AdjustmentLine> lines,
        CancellationToken cancellationToken)
    {
        var (prices, codes) = (new Dictionary<(string, string), UnitPrice>(), new Dictionary<(string, string), (string Code, Problem? Problem)>());
        var products = lines.Select(static line => line.Product).OfType<Id<Product>>().Distinct().ToList();
        var catalog = products.Count == 0 ? CatalogFacts.Empty : await session.CatalogAsync(products, cancellationToken).ConfigureAwait(false);
        var contracts = await session.FindEachAsync(origins.Contracts.Values, cancellationToken).ConfigureAwait(false);
        foreach (var own in lines.GroupBy(static line => (line.Customer, line.Date)))
        {
            var (customer, payer) = (customers[own.Key.Customer], payers[own.Key.Customer]);
            var currency = payer.BillingInformation?.Currency ?? entity.Currency;
            var whose = new PricedFor(customer, payer, entity, currency, Contract: null);
            var asked = own.Select(line => Asked(line, ChargedOf(line), currency)).ToValueList();
            var found = await TaxesAsync(session, whose, asked, own.Key.Date, cancellationToken).ConfigureAwait(false);
            foreach (var (line, (tax, problem)) in own.Zip(found))
            {
                codes[(line.Source, line.Id)] = (tax?.Applied.Code ?? string.Empty, problem);
                if (problem is not null && entity.PriceMode == PriceMode.TaxInclusive)
                {
                    continue; // what tax its price holds isn't known
                }

                if (ChargedOf(line) is { } ofCharge && GoodsPrices.Of(ofCharge, tax) is { } kept)
                {
                    prices[(line.Source, line.Id)] = kept;
                }
                else if (line.Price is null && line.Product is { } id && catalog.Products.TryGetValue(id, out var product)
                    && catalog.Book(entity.PriceMode).Find(new()
                    {
                        Product = product with { IsActive = true }, // what isn't sold any more was performed all the same
                        Unit = line.Source == AdjustmentLine.Time ? AdjustmentPanes.Hour : line.Unit,
                        Currency = currency,
                        Date = line.Date,
                        OfContract = origins.Contracts.TryGetValue((line.Source, line.Id), out var contract) ? contracts.GetValueOrDefault(contract)?.PriceLists ?? [] : [],
                        OfCustomer = customer.PriceLists,
                        OfPayer = payer.PriceLists,
                    }).Price is { } price)
                {
                    prices[(line.Source, line.Id)] = GoodsPrices.WithoutTax(price.Price, tax);
                }
            }
        }

        return (prices, codes);

        DocumentLine? ChargedOf(AdjustmentLine line) => origins.Charges.GetValueOrDefault((line.Source, line.Id));
    }

    // one line that can't be taxed keeps none of the others back
    private async Task<List<(LineTax? Tax, Problem? Problem)>> TaxesAsync(IPsaSession session, PricedFor whose, ValueList<DocumentLine> lines, LocalDate date, CancellationToken cancellationToken)
    {
        try
        {
            var taxed = await session.TaxAsync(taxes, languages, whose, lines, [], date, cancellationToken).ConfigureAwait(false);
            return [.. taxed.Lines.AsEnumerable().Select(static line => (line.Tax, default(Problem)))];
        }
        catch (RuleViolationException refused) when (refused.Code is CatalogErrors.UnknownTaxCode or CatalogErrors.NoTaxRate)
        {
            if (lines.Count == 1)
            {
                return [(null, new(refused.Code, refused.Message))];
            }
        }

        var found = new List<(LineTax?, Problem?)>(lines.Count);
        foreach (var line in lines)
        {
            found.AddRange(await TaxesAsync(session, whose, [line], date, cancellationToken).ConfigureAwait(false));
        }

        return found;
    }

    // a code that a charge only keeps goes before its product's, and not before its customer's
    private static DocumentLine Asked(AdjustmentLine line, DocumentLine? charged, Currency currency) => new()
    {
        Text = line.Text,
        Product = line.Product,
        Quantity = 1m,
        UnitPrice = UnitPrice.Of(0m, currency),
        Amount = Money.Zero(currency),
        TaxCode = line.TaxCode ?? charged?.TaxCode,
        IsTaxOverride = line.TaxCode is not null,
    };
}
