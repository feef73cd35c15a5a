using NodaTime;
using Psa.Catalog;
using Psa.Charges;
using Psa.Contracts;
using Psa.SalesItems;
using Psa.Testing;

namespace Psa.Domain.Tests.SalesItems;

/// <summary>What an accountant reads beside a charge, word for word: each line can be checked with a pocket calculator.</summary>
public sealed class ExplanationTests
{
    private static readonly LocalDate January = new(2024, 1, 31);

    [Fact]
    public void A_whole_period_says_quantity_price_and_product_of_both() => Reads(
        Recurring(PricingScheme.PerUnit, 10m, 12m),
        """
        1 Jan 2024 to 31 Jan 2024: 10 × 12.00 EUR (agreed from 1 Jan 2024) = 120.00 EUR.
        """);

    [Fact]
    public void A_price_keeps_the_decimals_it_has_and_the_amount_says_how_it_was_rounded() => Reads(
        Recurring(PricingScheme.PerUnit, 7m, 1.2345m),
        """
        1 Jan 2024 to 31 Jan 2024: 7 × 1.2345 EUR (agreed from 1 Jan 2024) = 8.6415 EUR, rounded half up: 8.64 EUR.
        """);

    [Fact]
    public void Terms_that_change_within_a_period_show_the_days_of_each()
    {
        var book = ABook(PricingScheme.PerUnit, 10m, 12m, BillingTiming.InAdvance);
        book.Change(new(2024, 3, 15), part: part => part with { Terms = part.Terms.Add(new(new(2024, 3, 15), 12m, Euro(12m), Note: "two more seats")) });
        Reads(
            book.Run(new(2024, 3, 1)).Items[^1],
            """
            1 Mar 2024 to 14 Mar 2024: 10 × 12.00 EUR (agreed from 1 Jan 2024) = 120.00 EUR; 14 of the 31 days from 1 Mar 2024 to 31 Mar 2024: 54.19 EUR.
            15 Mar 2024 to 31 Mar 2024: 12 × 12.00 EUR (agreed from 15 Mar 2024, two more seats) = 144.00 EUR; 17 of the 31 days from 1 Mar 2024 to 31 Mar 2024: 78.97 EUR.
            Together 133.16 EUR: the running total is rounded half up at the end of each piece, so the pieces add up to the whole.
            """);
    }

    [Fact]
    public void Pieces_by_change_show_only_what_was_added()
    {
        var policy = new ProrationPolicy { Style = ProrationStyle.PerPiece, Decomposition = PieceDecomposition.ByDelta };
        var book = ABook(PricingScheme.PerUnit, 10m, 12m, BillingTiming.InAdvance, policy);
        book.Change(new(2024, 3, 15), part: part => part with { Terms = part.Terms.Add(new(new(2024, 3, 15), 12m, Euro(12m))) });
        Reads(
            book.Run(new(2024, 3, 1)).Items[^1],
            """
            1 Mar 2024 to 31 Mar 2024: 10 × 12.00 EUR (agreed from 1 Jan 2024) = 120.00 EUR; 31 of the 31 days from 1 Mar 2024 to 31 Mar 2024: 120.00 EUR.
            15 Mar 2024 to 31 Mar 2024: 12 × 12.00 EUR (agreed from 15 Mar 2024) = 144.00 EUR, instead of 10 × 12.00 EUR (agreed from 1 Jan 2024) = 120.00 EUR: a change of 24.00 EUR; 17 of the 31 days from 1 Mar 2024 to 31 Mar 2024: 13.16 EUR.
            Together 133.16 EUR: each piece is rounded half up by itself.
            """);
    }

    [Fact]
    public void Another_basis_shows_its_fraction()
    {
        var book = ABook(PricingScheme.PerUnit, 10m, 12m, BillingTiming.InAdvance, new() { Basis = ProrationBasis.FixedDaysAMonth(30) });
        book.Change(Book.Start, part: part => part with { EffectiveFrom = new(2024, 1, 17) });
        Reads(
            book.Run(January).Items[0],
            """
            17 Jan 2024 to 31 Jan 2024: 10 × 12.00 EUR (agreed from 1 Jan 2024) = 120.00 EUR; 1/2 of 1 Jan 2024 to 31 Jan 2024 (30 days a month): 60.00 EUR.
            """);
    }

    [Fact]
    public void Without_proration_a_broken_period_is_charged_in_full()
    {
        var book = ABook(PricingScheme.Flat, 1m, 99m, BillingTiming.InAdvance, new() { Basis = ProrationBasis.FullPeriod });
        book.Change(Book.Start, part: part => part with { EffectiveFrom = new(2024, 1, 17) });
        Reads(
            book.Run(January).Items[0],
            """
            17 Jan 2024 to 31 Jan 2024: a flat 99.00 EUR (agreed from 1 Jan 2024); charged in full: 99.00 EUR.
            """);
    }

    [Fact]
    public void A_catalog_price_names_list_and_date()
    {
        var book = ABook(PricingScheme.PerUnit, 10m, 12m, BillingTiming.InAdvance);
        book.Change(Book.Start, part: part => part with { Product = Book.AProduct.Id, PriceBehaviour = PriceBehaviour.UseCurrent });
        var list = new PriceList
        {
            Id = new(new Guid("77777777-7777-7777-7777-777777777777")),
            Tenant = Book.Tenant,
            Name = "Retail 2024",
            Currency = Currency.EUR,
            ValidFrom = new(2023, 12, 1),
            Items = [new(Book.AProduct.Id, "C62", [new(new(2023, 12, 1), Euro(13.5m))])],
        };
        Reads(
            book.Run(new(2024, 1, 1), list).Items[0],
            """
            1 Jan 2024 to 31 Jan 2024: 10 × 13.50 EUR (price list Retail 2024, from 1 Dec 2023) = 135.00 EUR.
            """);
    }

    [Fact]
    public void Tiers_show_what_fell_into_each_and_what_a_minimum_adds()
    {
        var tiers = PricingScheme.Graduated(PriceTiers.None.UpTo(10, 7m).UpTo(20, 6.5m, flatFee: 5m).Beyond(6m));
        Reads(
            Used(tiers, 15m),
            """
            1 Jan 2024 to 31 Jan 2024: 15 used (tariff agreed from 1 Jan 2024): 10 × 7.00 EUR + 5 × 6.50 EUR + 5.00 EUR fee = 107.50 EUR.
            """);
        Reads(
            Used(tiers with { Minimum = 50m }, 4m),
            """
            1 Jan 2024 to 31 Jan 2024: 4 used (tariff agreed from 1 Jan 2024): 4 × 7.00 EUR = 28.00 EUR, raised to the minimum of 50.00 EUR.
            """);
    }

    [Fact]
    public void Other_schemes_say_how_they_count()
    {
        Reads(
            Used(PricingScheme.Volume(PriceTiers.None.UpTo(10, 7m).Beyond(6.5m)) with { Maximum = 90m }, 15m),
            """
            1 Jan 2024 to 31 Jan 2024: 15 used (tariff agreed from 1 Jan 2024): 15 × 6.50 EUR = 97.50 EUR, lowered to the maximum of 90.00 EUR.
            """);
        Reads(
            Used(PricingScheme.Package(100m, 20m, included: 50m), 251m),
            """
            1 Jan 2024 to 31 Jan 2024: 251 used, 50 of them free (tariff agreed from 1 Jan 2024): 3 blocks of 100 × 20.00 EUR = 60.00 EUR.
            """);
        Reads(
            Used(PricingScheme.Included(10m, 5m), 12.5m, price: 100m),
            """
            1 Jan 2024 to 31 Jan 2024: 12.5 used: 100.00 EUR with 10 included (agreed from 1 Jan 2024) + 2.5 × 5.00 EUR = 112.50 EUR.
            """);
    }

    [Fact]
    public void Cost_plus_shows_cost_and_margin() => Reads(
        Used(PricingScheme.CostPlus(Percent.Of(15m)) with { Minimum = 120m }, 7m, cost: 100m),
        """
        1 Jan 2024 to 31 Jan 2024: the vendor's cost of 100.00 EUR + 15 % = 115.00 EUR, raised to the minimum of 120.00 EUR.
        """);

    [Fact]
    public void A_minimum_quantity_says_so()
    {
        var book = ABook(PricingScheme.PerUnit, 0m, 12m, BillingTiming.InArrears, source: QuantitySource.Usage("svc"));
        book.Change(Book.Start, part: part => part.First(terms => terms with { MinimumQuantity = 5m }));
        book.Use("1", new(2024, 1, 5), 3m, 0m);
        Reads(
            book.Run(January).Items[0],
            """
            1 Jan 2024 to 31 Jan 2024: 5 (the minimum) × 12.00 EUR (agreed from 1 Jan 2024) = 60.00 EUR.
            """);
    }

    [Fact]
    public void Overage_shows_what_was_billed_in_advance()
    {
        Reads(
            Overage(PricingScheme.PerUnit),
            """
            1 Jan 2024 to 31 Jan 2024: 12 used, 10 in advance: 2 × 12.00 EUR (agreed from 1 Jan 2024) = 24.00 EUR.
            Billed after the period, since more was used than is billed in advance.
            """);
        Reads(
            Overage(PricingScheme.Graduated(PriceTiers.None.UpTo(10, 7m).Beyond(6.5m))),
            """
            1 Jan 2024 to 31 Jan 2024: 12 used, 10 in advance: 12 used (tariff agreed from 1 Jan 2024): 10 × 7.00 EUR + 2 × 6.50 EUR = 83.00 EUR; less 10 in advance (tariff agreed from 1 Jan 2024): 10 × 7.00 EUR = 70.00 EUR = 13.00 EUR.
            Billed after the period, since more was used than is billed in advance.
            """);
    }

    [Fact]
    public void A_discount_says_its_reason_and_what_is_left()
    {
        var book = ABook(PricingScheme.PerUnit, 10m, 12m, BillingTiming.InAdvance);
        book.Change(Book.Start, part: part => part with { Terms = [part.Terms[0] with { Discount = Discount.OfPercent(Percent.Of(12.5m), "two years") }] });
        Reads(
            book.Run(Book.Start).Items[0],
            """
            1 Jan 2024 to 31 Jan 2024: 10 × 12.00 EUR (agreed from 1 Jan 2024) = 120.00 EUR, less 12.5 % (two years) = 105.00 EUR.
            """);
    }

    [Fact]
    public void A_correction_shows_what_was_billed_and_what_is_due()
    {
        var book = ABook(PricingScheme.PerUnit, 10m, 12m, BillingTiming.InAdvance);
        book.Run(Book.Start);
        book.Change(new(2024, 1, 15), contract => contract with { Suspensions = [new(new(2024, 1, 15), new(2024, 1, 20), "unpaid")] });
        Reads(
            book.Run(new(2024, 1, 16)).Items[0],
            """
            Correction of 1 Jan 2024 to 31 Jan 2024: 96.77 EUR is due, 120.00 EUR was billed. 23.23 EUR is credited.
            Billed before:
            1 Jan 2024 to 31 Jan 2024: 10 × 12.00 EUR (agreed from 1 Jan 2024) = 120.00 EUR.
            Due now:
            1 Jan 2024 to 14 Jan 2024: 10 × 12.00 EUR (agreed from 1 Jan 2024) = 120.00 EUR; 14 of the 31 days from 1 Jan 2024 to 31 Jan 2024: 54.19 EUR.
            21 Jan 2024 to 31 Jan 2024: 10 × 12.00 EUR (agreed from 1 Jan 2024) = 120.00 EUR; 11 of the 31 days from 1 Jan 2024 to 31 Jan 2024: 42.58 EUR.
            Together 96.77 EUR: the running total is rounded half up at the end of each piece, so the pieces add up to the whole.
            """);
    }

    [Fact]
    public void A_period_that_is_no_longer_charged_is_credited_as_a_whole()
    {
        var book = ABook(PricingScheme.Flat, 1m, 99m, BillingTiming.InAdvance);
        book.Run(Book.Start);
        book.Change(Book.Start, part: part => part with { EffectiveFrom = new(2024, 2, 1) });
        Reads(
            book.Run(new(2024, 1, 16)).Items[0],
            """
            Correction of 1 Jan 2024 to 31 Jan 2024: 0.00 EUR is due, 99.00 EUR was billed. 99.00 EUR is credited.
            Billed before:
            1 Jan 2024 to 31 Jan 2024: a flat 99.00 EUR (agreed from 1 Jan 2024).
            Due now:
            Nothing, since nothing of the period is charged any more.
            """);
    }

    [Fact]
    public void An_override_keeps_the_computed_amount_in_sight()
    {
        var item = Recurring(PricingScheme.Flat, 1m, 99m) with { Net = Money.Of(80m, Currency.EUR), Override = new("anna", Instant.MinValue, "goodwill") { Original = Money.Of(99m, Currency.EUR) } };
        Reads(
            item,
            """
            1 Jan 2024 to 31 Jan 2024: a flat 99.00 EUR (agreed from 1 Jan 2024).
            anna set the net to 80.00 EUR instead of the computed 99.00 EUR: goodwill.
            """);
    }

    [Fact]
    public void A_canceled_item_says_why_and_whether_it_is_billed_again()
    {
        var item = Recurring(PricingScheme.Flat, 1m, 99m) with { CancelReason = "billed by the parent company.", Released = true };
        Reads(
            item,
            """
            1 Jan 2024 to 31 Jan 2024: a flat 99.00 EUR (agreed from 1 Jan 2024).
            Canceled: billed by the parent company.
            It no longer counts as billed: the next run bills its period again.
            """);
    }

    [Fact]
    public void An_item_written_by_hand_shows_its_lines()
    {
        var item = Recurring(PricingScheme.Flat, 1m, 99m) with
        {
            Basis = null,
            Lines =
            [
                new() { Text = "Cable", Quantity = 2.5m, UnitPrice = Euro(4m), Discount = Discount.OfAmount(Money.Of(1m, Currency.EUR), "rest of the roll"), Amount = Money.Of(9m, Currency.EUR) },
                new() { Text = "Laid on Sunday.", Amount = Money.Zero(Currency.EUR), IsNote = true },
            ],
        };
        Reads(
            item,
            """
            Cable: 2.5 × 4.00 EUR, less 1.00 EUR (rest of the roll) = 9.00 EUR.
            Laid on Sunday.
            """);
    }

    internal static UnitPrice Euro(decimal price) => UnitPrice.Of(price, Currency.EUR);

    internal static Book ABook(
        PricingScheme pricing, decimal quantity, decimal price, BillingTiming timing, ProrationPolicy? policy = null, QuantitySource? source = null)
    {
        var contract = Book.AContract(BillingCycle.Monthly.OnDay(1), timing, policy ?? ProrationPolicy.Default);
        return new(contract, Book.APart(contract, source ?? QuantitySource.Fixed, pricing, quantity, price));
    }

    private static void Reads(SalesItem item, string expected) => Assert.Equal(expected, item.Explain());

    private static SalesItem Recurring(PricingScheme pricing, decimal quantity, decimal price)
    {
        var items = ABook(pricing, quantity, price, BillingTiming.InAdvance).Run(January).Items;
        return Assert.Single(items);
    }

    private static SalesItem Used(PricingScheme pricing, decimal quantity, decimal price = 0m, decimal cost = 0m)
    {
        var book = ABook(pricing, 0m, price, BillingTiming.InArrears, source: QuantitySource.Usage("svc"));
        book.Use("1", new(2024, 1, 5), quantity, cost);
        return Assert.Single(book.Run(January).Items);
    }

    private static SalesItem Overage(PricingScheme pricing)
    {
        var book = ABook(pricing, 10m, 12m, BillingTiming.InAdvance, source: QuantitySource.Usage("svc"));
        book.Use("1", new(2024, 1, 5), 12m, 0m);
        return book.Run(January).Items.Single(item => item.Charge == ChargeKind.Overage);
    }
}
