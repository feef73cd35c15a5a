using Psa.Adjustments;
using Psa.Catalog;
using Psa.Customers;
using Psa.Sellers;
using static Psa.Domain.Tests.Adjustments.AdjustmentDesk;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Adjustments;

/// <summary>Of prices with tax a note of several tax codes may miss cents that the law of its tax doesn't allow: they stay with the tax code of which they are missing.</summary>
public sealed class MissedCentsTests
{
    private static readonly decimal[] Low = [2.48m, 2.58m, 0.07m, 1.01m, 1.99m];
    private static readonly (decimal, decimal, decimal)[] High = [(0.59m, 0.60m, 0m), (2.42m, 0.46m, 1.10m), (0.03m, 0.05m, 0m), (1.15m, 0.37m, 0.91m)];
    private static readonly decimal[] Performed = [1.78m, 1.43m, 0.01m, 0.87m];

    /// <summary>Five months on one invoice: what a note credited of each tax code is counted of its lines, and the rest is offered of them, and can be adjusted.</summary>
    [Fact]
    public async Task What_a_note_misses_stays_with_its_tax_code()
    {
        var desk = await OpenAsync(entity: static entity => entity with { PriceMode = PriceMode.TaxInclusive });
        await desk.World.UpdateAsync(Runs.AWorld.Taxes with { Entries = [.. Runs.AWorld.Taxes.Entries, Taxed("S", 21m), Taxed("R", 6m)] });
        var cases = (from low in Low from high in High from performed in Performed select (low, high, performed)).ToList();
        var customers = new List<Customer>();
        foreach (var (low, (one, two, three), _) in cases)
        {
            var customer = ACustomer($"G{customers.Count}");
            var contract = AContract(customer);
            customers.Add(customer);
            await desk.World.AddAsync(customer, contract, APart(contract, low, name: "1") with { TaxCode = "R" }, APart(contract, one, name: "2") with { TaxCode = "S" }, APart(contract, two, name: "3") with { TaxCode = "S" });
            await (three == 0m ? Task.CompletedTask : desk.World.AddAsync(APart(contract, three, name: "4") with { TaxCode = "S" }));
        }

        desk.World.Clock.Advance(NodaTime.Duration.FromDays(89));
        await desk.World.BillAsync(new(2025, 5, 1), new(2025, 5, 1));
        var missed = 0;
        for (var i = 0; i < cases.Count; i++)
        {
            await desk.PerformAsync(cases[i].performed, taxCode: "S", customer: customers[i]);
            missed += await HoldAsync(desk, January() with { Customer = customers[i].Id, LastDay = new(2025, 12, 31), Force = true }, cases[i].ToString()) ? 1 : 0;
        }

        Assert.True(missed > 0, "no note missed a cent");
    }

    private static async Task<bool> HoldAsync(AdjustmentDesk desk, AdjustmentContent content, string of)
    {
        var (made, isMissed) = (await desk.AdjustAsync(content), false);
        var nets = await CreditedAsync(desk, made);
        var offered = await desk.OfferAsync(content);
        foreach (var difference in made.Differences.AsEnumerable().Where(static difference => difference.Amount.Sign < 0))
        {
            var rest = -difference.Amount.Amount - nets.GetValueOrDefault(difference.TaxCode);
            var again = offered.AsEnumerable().Where(line => line.TaxCode == difference.TaxCode)
                .Sum(static line => line.Selected.Values.AsEnumerable().Sum(static value => value.Round(Rounding.HalfUp).Amount) * (line.Selected.Pane == AdjustmentPane.Billed ? 1m : -1m));
            Assert.True(rest == again, $"{of}: {difference.TaxCode} misses {rest}, and {again} is offered");
            isMissed |= rest != 0m;
        }

        // in the end nothing is left
        for (var round = 0; !offered.IsEmpty; round++, offered = await desk.OfferAsync(content))
        {
            Assert.True(round < 3, $"{of}: {string.Join(", ", offered.AsEnumerable().Select(static line => $"{line.TaxCode} {line.Selected.Values[0]}"))} stays");
            await CreditedAsync(desk, await desk.AdjustAsync(content));
        }

        return isMissed;
    }

    // what its notes credit of each tax code, issued
    private static async Task<Dictionary<string, decimal>> CreditedAsync(AdjustmentDesk desk, Adjustment made)
    {
        var nets = new Dictionary<string, decimal>();
        foreach (var document in made.Documents.AsEnumerable().Where(static document => document.CreditNote is not null))
        {
            var note = await desk.NoteAsync(document);
            for (var i = 0; i < note.Lines.Count; i++)
            {
                var code = note.Lines[i].Tax!.Applied.Code;
                nets[code] = nets.GetValueOrDefault(code) + note.Totals.Lines[i].Taxable.Amount;
            }

            await desk.IssueAsync(document);
        }

        return nets;
    }

    private static TaxTableEntry Taxed(string code, decimal percent) => TaxTableEntry.Taxed(code, "VAT", new TaxRate(new(2000, 1, 1), Percent.Of(percent)));
}
