using System.Globalization;
using NodaTime;
using Psa.Catalog;
using Psa.Inventory;
using Psa.Procurement;

namespace Psa.Conformance.Tests;

/// <summary>Tryton's stock: what moves cost and leave, what is assigned, forecast, counted and ordered again.</summary>
internal static class StockCases
{
    private const decimal Plenty = 1_000_000m;

    /// <summary>What goods cost when they leave, and what is left of them.</summary>
    public static Verdict Cost(Case given)
    {
        if (given.Expected.At("revenue") is not null)
        {
            return Verdict.Gap("margins");
        }

        using var office = new StockOffice();
        var product = office.Stock("goods", MethodOf(given.Json));
        var issues = new List<StockMove>();
        try
        {
            foreach (var move in given.Json.Get("moves").Items())
            {
                office.At(move.Get("date").Date);
                Move(office, product, move, issues);
            }
        }
        catch (RuleViolationException refusal) when (refusal.Code == InventoryErrors.Insufficient)
        {
            return Verdict.Refused("negative stock", refusal.Message);
        }

        var left = office.Balance(product)!;
        var cost = issues.Aggregate(Money.Zero(StockOffice.Currency), static (sum, issue) => sum + issue.Value);
        var costs = given.Expected.At("out_costs")?.Items().Select(static one => one.Number);
        return Verdict.Same(
        [
            .. from pair in new (string What, decimal? Actual)[]
            {
                ("cost_price", UnitCost(left.Value, left.OnHand)), ("last_move_cost", UnitCost(left.Value, left.OnHand)), ("on_hand", left.OnHand), ("cost_of_goods", cost.Amount),
            }
            let expected = given.Expected.At(pair.What)?.Number
            where expected is not null
            select (pair.What, (object?)expected, (object?)pair.Actual),
            ("out_costs", costs is null ? null : Listed(costs), costs is null ? null : Listed(issues.Select(static issue => UnitCost(issue.Value, issue.Quantity)!.Value))),
        ]);
    }

    /// <summary>Two products in one ledger.</summary>
    public static Verdict Ledger(Case given)
    {
        using var office = new StockOffice();
        var (stock, left, bought, variance, cost, there) = (Zero(), Zero(), Zero(), Zero(), Zero(), new List<decimal>());
        foreach (var one in given.Json.Get("products").Items())
        {
            var method = MethodOf(one);
            var (product, issues) = (office.Stock($"goods {there.Count}", method, method == CostMethod.Standard ? one.Get("initial_cost_price").Number : null), new List<StockMove>());
            foreach (var move in one.Get("moves").Items())
            {
                office.At(move.Get("date").Date);
                if (move.Get("kind").Text == "out")
                {
                    stock += office.Balance(product)!.Value!.Value;
                }

                Move(office, product, move, issues);
            }

            var ledger = office.Ledger(product, method);
            (left, cost) = (issues.Aggregate(left, static (sum, issue) => sum + issue.Value), cost + ledger.Delivered);
            (bought, variance) = (bought + ledger.Received, variance + ledger.Variance);
            there.Add(office.Balance(product)!.OnHand);
        }

        return Verdict.Same(
            ("stock_debit_after_receipts", given.Expected.Get("stock_debit_after_receipts").Number, stock.Amount),
            ("stock_out_after_shipment", given.Expected.Get("stock_out_after_shipment").Number, left.Amount),
            ("cogs", given.Expected.Get("cogs").Number, cost.Amount),
            ("purchase_at_invoice_terms", given.Expected.Get("purchase_at_invoice_terms").Number, bought.Amount),
            ("standard_cost_variance", given.Expected.Get("standard_cost_variance").Number, variance.Abs().Amount),
            ("on_hand", Listed(given.Expected.Get("on_hand").Items().Select(one => one.Number)), Listed(there)));
    }

    /// <summary>What is available while goods are picked.</summary>
    public static Verdict Assignable(Case given)
    {
        using var office = new StockOffice();
        var product = office.Stock("goods", CostMethod.Average);
        office.At(given.Json.Get("today").Date);
        foreach (var move in given.Json.Get("moves").Items())
        {
            _ = move.Get("date").Date;
            if (move.Get("state").Text == "assigned")
            {
                office.Pick(product, [new(office.Location(move.Get("from").Text), move.Get("qty").Number)]);
            }
            else
            {
                office.Buy(product, move.Get("qty").Number, 1m, place: move.Get("to").Text);
            }
        }

        return Verdict.Same(("assignable", given.Expected.Get("assignable").Number, office.Lacking(product, "storage", Plenty, Plenty).Available));
    }

    /// <summary>From where what is asked for is taken.</summary>
    public static Verdict Assignment(Case given)
    {
        using var office = new StockOffice();
        var (product, states, isComplete) = (office.Stock("goods", CostMethod.Average), new List<string>(), true);
        foreach (var place in given.Json.Get("stock").Element.EnumerateObject())
        {
            if (given.Json.Get("stock").Get(place.Name).Number is > 0m and var there)
            {
                office.Buy(product, there, 1m, place: place.Name);
            }
        }

        foreach (var request in given.Json.Get("requests").Items())
        {
            var from = request.Get("from").Text;
            string[] places = [from, .. given.Json.At("children")?.At(from)?.Items().Select(child => child.Text) ?? []];
            var assigned = StockAssignment.Assign(request.Get("qty").Number, [.. places.Select(place => new StockShare(office.Location(place), office.Lacking(product, place, Plenty, Plenty).Available))]);
            states.AddRange(assigned.Shares.AsEnumerable().Select(share => State("assigned", share.Quantity, places.Single(place => office.Location(place) == share.Location))));
            if (!assigned.Shares.IsEmpty)
            {
                office.Pick(product, assigned.Shares.AsEnumerable());
            }

            if (assigned.Missing > 0m)
            {
                (isComplete, var wanted) = (false, request.At("original_from")?.Text ?? from);
                states.Add(State("draft", assigned.Missing, wanted));
            }
        }

        return Verdict.Same(
            ("success", given.Expected.Get("success").Flag, isComplete),
            ("states", string.Join(", ", given.Expected.Get("states").Items().Select(state => State(state[0].Text, state[1].Number, state[2].Text))), string.Join(", ", states)));

        static string State(string state, decimal quantity, string place) => string.Create(CultureInfo.InvariantCulture, $"{state} {quantity / 1.0000m:0.####} {place}");
    }

    /// <summary>What is there on a day, past or to come.</summary>
    public static Verdict OnHand(Case given)
    {
        using var office = new StockOffice();
        var (product, today, planned, last) = (office.Stock("goods", CostMethod.Average), given.Json.Get("today").Date, new List<PlannedStock>(), LocalDate.MinIsoValue);
        foreach (var move in given.Json.Get("moves").Items())
        {
            var (date, quantity, isIn) = (move.Get("date").Date, move.Get("qty").Number, move.Get("kind").Text == "in");
            (last, _) = (LocalDate.Max(last, date), (move.Get("from").Text, move.Get("to").Text));
            office.At(date);
            if (move.Get("state").Text != "done")
            {
                planned.Add(new(isIn ? quantity : -quantity, date, Guid.Empty));
            }
            else if (isIn)
            {
                office.Buy(product, quantity, 1m);
            }
            else
            {
                office.Deliver(product, quantity);
            }
        }

        office.At(today);
        var day = given.Json.At("as_of")?.Date ?? last;
        var isForecast = given.Json.Get("forecast").Flag;
        var there = day > today || (isForecast && day == today)
            ? StockForecasts.On(office.OnDay(product, today).Quantity, today, day, [.. planned]).Quantity
            : office.OnDay(product, day).Quantity;
        return Verdict.Same(("on_hand", given.Expected.Get("on_hand").Number, there));
    }

    /// <summary>A count of less than there is.</summary>
    public static Verdict Count(Case given)
    {
        using var office = new StockOffice();
        var product = office.Stock("goods", MethodOf(given.Json));
        foreach (var move in given.Json.Get("moves").Items())
        {
            office.At(move.Get("date").Date);
            Move(office, product, move, []);
        }

        var before = office.Balance(product)!.OnHand;
        var corrected = office.Count(product, given.Json.Get("counted").Number);
        return Verdict.Same(
            ("expected_quantity", given.Expected.Get("expected_quantity").Number, before),
            ("adjustment", given.Expected.Get("adjustment").Number, corrected.From is null ? corrected.Quantity : -corrected.Quantity),
            ("on_hand", given.Expected.Get("on_hand").Number, office.Balance(product)!.OnHand));
    }

    /// <summary>How much is ordered so that a place is full again.</summary>
    public static Verdict Replenishment(Case given)
    {
        using var office = new StockOffice();
        var product = office.Stock("goods", CostMethod.Average);
        if (given.Json.Get("on_hand_before").Number is > 0m and var there)
        {
            office.Buy(product, there, 1m);
        }

        var lacking = office.Lacking(product, "storage", given.Json.Get("min_quantity").Number, given.Json.Get("target_quantity").Number);
        return Verdict.Same(("proposed", given.Expected.Get("proposed").Number, lacking.Suggested));
    }

    /// <summary>What is open and invoiced of a purchase order whose vendor invoices what came.</summary>
    public static Verdict Fulfilment(Case given)
    {
        var moves = given.Json.Get("moves").Items();
        if (given.Json.Get("invoice_method").Text != "shipment" || Array.Exists(moves, static move => move.Get("kind").Text != "in"))
        {
            return Verdict.Gap("sales-orders");
        }

        using var office = new StockOffice();
        var product = office.Stock("goods", CostMethod.Average);
        var order = office.Order(product, given.Json.Get("ordered").Items().Select(quantity => (quantity.Number, 1m, "kg")));
        for (var i = 0; i < moves.Length; i++)
        {
            office.At(moves[i].Get("date").Date);
            order = office.Receive(order, i, moves[i].Get("qty").Number);
        }

        order = office.Invoice(order);
        return Verdict.Same(
            ("open_quantity", given.Expected.Get("open_quantity").Number, order.Lines.AsEnumerable().Sum(static line => line.Open())),
            ("invoiced", given.Expected.Get("invoiced").Number, order.Lines.AsEnumerable().SelectMany(static line => line.Receipts.AsEnumerable()).Sum(static receipt => receipt.Invoiced)));
    }

    private static void Move(StockOffice office, Id<Product> product, CaseValue move, List<StockMove> issues)
    {
        var (kind, from, to) = (move.Get("kind").Text, move.Get("from").Text, move.Get("to").Text);
        var unit = move.At("uom")?.Text ?? "kg";
        switch (kind)
        {
            case "out" when to == "customer":
                issues.Add(office.Deliver(product, move.Get("qty").Number, from));
                break;
            case "in" when from == "lost_found":
                _ = move.Get("unit_cost").NumberOrNull;
                office.Find(product, move.Get("qty").Number);
                break;
            case "in" when move.At("transfer_from_warehouse")?.Int is { } other:
                office.Buy(product, move.Get("qty").Number, move.Get("unit_cost").Number, unit, $"warehouse {other}");
                office.Carry(product, move.Get("qty").Number, $"warehouse {other}", to);
                break;
            case "in" when move.At("original") is { } original:
                // the case says the same in kilograms, which are for the library to find
                _ = (move.Get("qty").Number, move.Get("unit_cost").Number);
                office.Buy(product, original.Get("qty").Number, original.Get("unit_cost").Number, original.Get("uom").Text, to);
                break;
            case "in":
                office.Buy(product, move.Get("qty").Number, move.Get("unit_cost").Number, unit, to);
                break;
            default:
                throw new NotSupportedException($"{kind} from {from} to {to}");
        }
    }

    private static CostMethod MethodOf(CaseValue json) => json.Get("method").Text switch
    {
        "fixed" => CostMethod.Standard,
        "average" => CostMethod.Average,
        "fifo" => CostMethod.Fifo,
        var other => throw new NotSupportedException($"method {other}"),
    };

    // ours is the value of all; theirs shows it by the unit, to four places
    private static decimal? UnitCost(Money? value, decimal quantity) => value is { } money ? decimal.Round(money.Amount / quantity, 4) : null;

    private static Money Zero() => Money.Zero(StockOffice.Currency);

    private static string Listed(IEnumerable<decimal> numbers) => string.Join(", ", numbers.Select(static number => number.ToString("0.####", CultureInfo.InvariantCulture)));
}
