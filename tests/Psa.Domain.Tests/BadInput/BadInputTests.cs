using System.Text.Json.Nodes;
using Psa.Contracts;
using Psa.Numbering;
using Psa.Records;
using Psa.Runs;
using Psa.Usage;

namespace Psa.Domain.Tests.BadInput;

/// <summary>Bad input is refused with a stable code, the ids it concerns and advice, and leaves nothing half done. Files and databases: see the sample's tests.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("XXX")]
    [InlineData("")]
    [InlineData("EURO")]
    public void An_unknown_currency_is_refused(string code)
    {
        var refusal = Assert.Throws<RuleViolationException>(() => Currency.FromCode(code));
        Assert.Equal(MoneyErrors.UnknownCurrency, refusal.Code);
        Assert.Contains("use", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Money_with_more_decimals_than_its_currency_is_refused_not_rounded()
    {
        var refusal = Assert.Throws<RuleViolationException>(() => Money.Of(1.005m, Currency.EUR));
        Assert.Equal(MoneyErrors.TooManyDecimals, refusal.Code);
        Assert.Contains("ound", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(MoneyErrors.TooManyDecimals, Assert.Throws<RuleViolationException>(() => Money.Of(0.5m, Currency.JPY)).Code);
    }

    [Fact]
    public async Task An_end_before_the_start_is_refused()
    {
        Assert.Equal(MoneyErrors.BadPeriod, Assert.Throws<RuleViolationException>(() => DatePeriod.Create(new(2026, 3, 1), new(2026, 2, 1))).Code);
        var desk = await Desk.OpenAsync();
        var refusal = await desk.RefusesAsync<ValidationFailedException>(
            ContractErrors.EndBeforeStart,
            "change one of them",
            () => desk.Contracts.CreateAsync(Desk.Ann, Desk.AContract(desk.Contoso.Id) with { Number = "C-2", LastDay = new(2025, 12, 31) }));
        Assert.Equal(nameof(Contract.LastDay), refusal.Problems[0].Where);
        refusal = await desk.RefusesAsync<ValidationFailedException>(
            ContractErrors.EndBeforeStart,
            "change one of them",
            () => desk.Contracts.ChangeDatesAsync(Desk.Ann, desk.Contract.Id, new(2026, 1, 1), new(2025, 6, 30)));
        Assert.Equal([desk.Contract.Id.Value], refusal.Ids);
    }

    [Fact]
    public void Tiers_that_overlap_descend_or_leave_a_gap_are_refused_with_their_number()
    {
        Refused([new(0m, 10m, 7m), new(5m, null, 6m)], "Tier 2");
        Refused([new(0m, 10m, 7m), new(20m, null, 6m)], "Tier 2");
        Refused([new(0m, 10m, 7m), new(10m, 5m, 6m)], "Tier 2");
        Refused([new(5m, 10m, 7m)], "Tier 1");
        Refused([new(0m, null, 7m), new(10m, 20m, 6m)], "Tier 2");
        Refused([], "at least one");

        static void Refused(ValueList<PriceTier> tiers, string tier)
        {
            foreach (var make in new Func<ValueList<PriceTier>, PricingScheme>[] { PricingScheme.Graduated, PricingScheme.Volume })
            {
                var refusal = Assert.Throws<RuleViolationException>(() => make(tiers));
                Assert.Equal(ContractErrors.BadTiers, refusal.Code);
                Assert.Contains(tier, refusal.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(32)]
    [InlineData(-1)]
    public void A_billing_day_that_no_month_has_is_refused(int day)
    {
        var refusal = Assert.Throws<RuleViolationException>(() => BillingCycle.Monthly.OnDay(day));
        Assert.Equal(ContractErrors.BadCycleAnchor, refusal.Code);
        Assert.Contains("31", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_outside_its_contract_is_refused_and_the_contract_with_it()
    {
        var desk = await Desk.OpenAsync();
        var late = Desk.APart() with { EffectiveFrom = new(2027, 1, 1) };
        await desk.RefusesAsync<ValidationFailedException>(
            ContractErrors.PartOutside, "outside its contract", () => desk.Contracts.AddPartAsync(Desk.Ann, desk.Contract.Id, late));
        var refusal = await desk.RefusesAsync<ValidationFailedException>(
            ContractErrors.PartOutside,
            "outside its contract",
            () => desk.Contracts.CreateAsync(Desk.Ann, Desk.AContract(desk.Contoso.Id, Desk.APart(), late, Desk.APart() with { LastDay = new(2027, 1, 1) }) with { Number = "C-2" }));
        Assert.Equal(["Parts[1].EffectiveFrom", "Parts[2].LastDay"], refusal.Problems.AsEnumerable().Select(problem => problem.Where));
    }

    [Fact]
    public async Task A_contract_for_a_customer_without_billing_information_is_refused()
    {
        var desk = await Desk.OpenAsync();
        var bare = await desk.Customers.CreateAsync(Desk.Ann, new() { Number = "1002", Name = "Fabrikam" });
        var refusal = await desk.RefusesAsync<BillingInformationRequiredException>(
            PsaErrors.BillingInformationRequired, "complete it", () => desk.Contracts.CreateAsync(Desk.Ann, Desk.AContract(bare.Id, Desk.APart()) with { Number = "C-2" }));
        Assert.Equal([bare.Id.Value], refusal.Customers);
    }

    [Fact]
    public async Task Rows_of_usage_that_can_not_be_billed_are_reported_with_their_line_and_the_others_imported()
    {
        var desk = await Desk.OpenAsync();
        var right = new UsageReading { Line = 1, SourceId = "1", CustomerNumber = "1001", ServiceCode = "backup", Date = new(2026, 3, 1), Quantity = 3m, Unit = "GB" };
        var result = await desk.Usage.ImportAsync(
            Desk.Ann,
            new("vendor"),
            Rows(
                right,
                right with { Line = 2, SourceId = null },
                right with { Line = 3, SourceId = "3", Quantity = null },
                right with { Line = 4, SourceId = "4", Unit = null },
                right with { Line = 5, SourceId = "5", CustomerNumber = "9999" },
                right with { Line = 6, SourceId = "6", CustomerNumber = null },
                right with { Line = 7, SourceId = "7", ServiceCode = " " },
                right with { Line = 8, SourceId = "8", Date = null },
                right with { Line = 9, SourceId = "9", Cost = 1m },
                right with { Line = 10, SourceId = "10", Cost = 1m, CostCurrency = "XXX" },
                right with { Line = 11, SourceId = "11", Customer = new(new Guid("00000000-0000-0000-0000-000000000001")) },
                right with { Line = 12, SourceId = "12", Unit = null, Quantity = null }));
        Assert.Equal((12L, 1L, 11L), (result.Rows, result.Imported, result.Refused));
        Assert.Equal(
            [
                (2L, UsageErrors.SourceIdMissing),
                (3L, UsageErrors.QuantityMissing),
                (4L, UsageErrors.UnitMissing),
                (5L, UsageErrors.UnknownCustomer),
                (6L, UsageErrors.CustomerMissing),
                (7L, UsageErrors.ServiceMissing),
                (8L, UsageErrors.DateMissing),
                (9L, UsageErrors.CostCurrencyMissing),
                (10L, MoneyErrors.UnknownCurrency),
                (11L, UsageErrors.UnknownCustomer),
                (12L, UsageErrors.QuantityMissing),
                (12L, UsageErrors.UnitMissing),
            ],
            result.Rejected.AsEnumerable().SelectMany(row => row.Problems.AsEnumerable().Select(problem => (row.Line, problem.Code))));
        Assert.All(result.Rejected.AsEnumerable().SelectMany(row => row.Problems.AsEnumerable()), problem => Assert.Contains(": ", problem.Message, StringComparison.Ordinal));

        // the same rows again change nothing, and none of the refused ones came in
        var before = await desk.EverythingAsync();
        Assert.Equal(1, (await desk.Usage.ImportAsync(Desk.Ann, new("vendor"), Rows(right))).Unchanged);
        Assert.Equal(before, await desk.EverythingAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"status":"Elsewhere"}""")]
    public void Malformed_json_is_refused(string json)
    {
        var refusal = Assert.Throws<InvalidDataPsaException>(() => PsaJson.Read(json, PsaJsonContext.Default.Contract));
        Assert.Equal(PsaErrors.MalformedJson, refusal.Code);
    }

    [Theory]
    [InlineData("""{"customer":"0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59","name":"A","effectiveFrom":"2026-01-01","cycle":{"unit":"Months","count":99}}""", "At $.cycle:")]
    [InlineData("""{"customer":"0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59","name":"A","effectiveFrom":"2026-01-01","cycle":null}""", "At $.cycle,")]
    [InlineData("""{"customer":"0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59","name":"A","effectiveFrom":"2026-01-01","parts":null}""", "At $.parts,")]
    [InlineData("""{"customer":"0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59","name":"A","effectiveFrom":"2026-01-01","timing":1}""", "At $.timing,")]
    [InlineData("""{"customer":"0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59","name":"A","effectiveFrom":"2026-01-01","name":"B"}""", "At $")]
    [InlineData("""{"customer":"0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59","effectiveFrom":"2026-01-01"}""", "At $,")]
    [InlineData("""{"customer":"0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59","name":"A","effectiveFrom":"2026-01-01","parts":[{"text":"A","pricing":{"size":1}}]}""", "At $.parts, line 1: [0]")]
    public void Json_is_refused_with_the_place(string json, string where)
    {
        var refusal = Assert.Throws<InvalidDataPsaException>(() => PsaJson.Read(json, PsaJsonContext.Default.NewContract));
        Assert.Equal(PsaErrors.MalformedJson, refusal.Code);
        Assert.StartsWith(where, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R34_null_where_there_is_none_is_refused_with_the_place()
    {
        var desk = await Desk.OpenAsync();
        await desk.ASeriesAsync();
        var run = await desk.ACalculatedRunAsync();
        var invoice = (await desk.Runs.InvoicesAsync(Desk.Ann, run.Id).ToListAsync())[0];
        string[] names = ["status", "seller", "buyer", "totals", "lines", "items", "currency", "customer", "issueDate", "groupingKey", "paymentTerms"];
        Assert.All(names, name =>
        {
            var json = JsonNode.Parse(PsaJson.Write(invoice, PsaJsonContext.Default.Invoice))!.AsObject();
            Assert.NotNull(json[name]);
            json[name] = null;
            Malformed(json, $"At $.{name}");
        });

        var line = JsonNode.Parse(PsaJson.Write(invoice, PsaJsonContext.Default.Invoice))!.AsObject();
        line["lines"]!.AsArray()[0] = null;
        Malformed(line, "At $.lines");

        static void Malformed(JsonObject json, string where)
        {
            var refusal = Assert.Throws<InvalidDataPsaException>(() => PsaJson.Read(json.ToJsonString(), PsaJsonContext.Default.Invoice));
            Assert.Equal(PsaErrors.MalformedJson, refusal.Code);
            Assert.StartsWith(where, refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_json_leaves_out_is_as_usual()
    {
        var read = PsaJson.Read("""{"customer":"0192d4e0-7b1f-7c3a-8e55-6f1d2c3b4a59","name":"A","effectiveFrom":"2026-01-01","parts":[{"text":"B"}]}""", PsaJsonContext.Default.NewContract);
        Assert.Equal(new() { Customer = read.Customer, Name = "A", EffectiveFrom = new(2026, 1, 1), Parts = [new() { Text = "B" }] }, read);
        Assert.Equal(new Address(), PsaJson.Read("{}", PsaJsonContext.Default.Address));
    }

    [Theory]
    [InlineData("""{"amount":"1.005","currency":"EUR"}""")]
    [InlineData("""{"amount":"1.00","currency":"XXX"}""")]
    [InlineData("""{"amount":"much","currency":"EUR"}""")]
    [InlineData("""{"amount":"1.00"}""")]
    public void Json_with_impossible_money_is_refused(string json)
    {
        var refusal = Assert.Throws<InvalidDataPsaException>(() => PsaJson.Read(json, PsaJsonContext.Default.Money));
        Assert.Equal(PsaErrors.MalformedJson, refusal.Code);
        Assert.StartsWith("At $", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_of_another_tenant_is_as_unknown_as_any()
    {
        var desk = await Desk.OpenAsync();
        var refusal = await desk.RefusesAsync<EntityNotFoundException>(
            PsaErrors.NotFound, "the id belongs elsewhere", () => desk.Contracts.TerminateAsync(Desk.Eve, desk.Contract.Id, new() { On = new(2026, 6, 30), Reason = "stolen" }));
        Assert.Equal([desk.Contract.Id.Value], refusal.Ids);
        await desk.RefusesAsync<EntityNotFoundException>(
            PsaErrors.NotFound, "the id belongs elsewhere", () => desk.Contracts.CreateAsync(Desk.Eve, Desk.AContract(desk.Contoso.Id)));
        await desk.RefusesAsync<EntityNotFoundException>(
            PsaErrors.NotFound, "the id belongs elsewhere", () => desk.Customers.UpdateAsync(Desk.Eve, desk.Contoso with { Name = "Mine" }));
        Assert.Null(await desk.Contracts.FindAsync(Desk.Eve, desk.Contract.Id));
    }

    [Fact]
    public async Task A_stale_version_is_refused()
    {
        var desk = await Desk.OpenAsync();
        await desk.Customers.UpdateAsync(Desk.Ann, desk.Contoso with { Name = "Contoso AG" });
        var refusal = await desk.RefusesAsync<ConcurrencyConflictException>(
            PsaErrors.Conflict, "load it again", () => desk.Customers.UpdateAsync(Desk.Ann, desk.Contoso with { Name = "Contoso SE" }));
        Assert.Equal([desk.Contoso.Id.Value], refusal.Ids);
        Assert.Equal((desk.Contoso.Version, desk.Contoso.Version + 1), (refusal.Expected, refusal.Stored));
        await desk.Contracts.UpdateAsync(Desk.Ann, desk.Contract with { Name = "Desks" });
        await desk.RefusesAsync<ConcurrencyConflictException>(
            PsaErrors.Conflict, "load it again", () => desk.Contracts.UpdateAsync(Desk.Ann, desk.Contract with { Name = "Chairs" }));
    }

    [Fact]
    public async Task Nothing_is_issued_before_the_numbers_were_confirmed()
    {
        var desk = await Desk.OpenAsync();
        var run = await desk.ACalculatedRunAsync();
        Assert.Equal(1, run.Counts.Documents);
        await desk.RefusesAsync<RuleViolationException>(NumberingErrors.NoSeries, "create and confirm one", () => desk.Runs.IssueAsync(Desk.Ann, run.Id));
        var series = await desk.ASeriesAsync();
        var refusal = await desk.RefusesAsync<RuleViolationException>(NumberingErrors.NotConfirmed, "confirm it", () => desk.Runs.IssueAsync(Desk.Ann, run.Id));
        Assert.Equal([series.Id.Value], refusal.Ids);
        await desk.Numbering.ConfirmAsync(Desk.Ann, series.Id);
        Assert.Equal(BillingRunStatus.Issued, (await desk.Runs.IssueAsync(Desk.Ann, run.Id)).Status);
    }

    private static async IAsyncEnumerable<UsageReading> Rows(params UsageReading[] rows)
    {
        foreach (var row in rows)
        {
            await Task.Yield();
            yield return row;
        }
    }
}
