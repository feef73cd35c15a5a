using NodaTime;
using Psa.Access;
using Psa.Contracts;
using Psa.Customers;
using Psa.Domain.Tests.Services;
using Psa.Events;
using Psa.Invoices;
using Psa.Payments;
using Psa.Records;
using Psa.Sellers;
using Psa.Services;
using static Psa.Domain.Tests.Payments.Issued;

namespace Psa.Domain.Tests.Payments;

/// <summary>Credit limits and holds: whom they stop, who passes them, and that each crossing is told once (R-CREDIT).</summary>
public sealed class CreditServiceTests
{
    private static readonly LocalDate Feb1 = new(2026, 2, 1);
    private static readonly Actor Ann = AnOffice.Ann;
    private static readonly Actor Sally = Actor.Create(AnOffice.Tenant, UserId.Of("sally"), "Sally", [Role.Sales], AccessTable.Default);

    [Fact]
    public async Task Above_the_limit_the_answer_warns_by_default()
    {
        var (office, payer) = await OwingAsync(100m);
        await Of(office).SetLimitsAsync(Ann, payer.Id, [Eur(99.99m)]);

        var (contract, warnings) = await ActivatedAsync(office, payer);

        Assert.Equal(ContractStatus.Active, contract.Status);
        var warning = Assert.Single(warnings);
        Assert.Equal(CreditErrors.LimitExceeded, warning.Code);
        Assert.Contains("99.99 EUR", warning.Message, StringComparison.Ordinal);
        Assert.Contains("100.00 EUR", warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(99, true)]
    public async Task The_limit_itself_may_be_owed(int limit, bool isRefused)
    {
        var (office, payer) = await OwingAsync(100m, CreditPolicy.Refuse);
        await Of(office).SetLimitsAsync(Ann, payer.Id, [Eur(limit)]);

        Assert.Equal(isRefused, await Record.ExceptionAsync(() => ActivatedAsync(office, payer)) is RuleViolationException { Code: CreditErrors.LimitExceeded });
    }

    [Fact]
    public async Task Who_manages_credit_passes_with_a_reason_and_the_event_says_it()
    {
        var (office, payer) = await OwingAsync(100m, CreditPolicy.Refuse);
        await Of(office).HoldAsync(Ann, payer.Id, " never pays ");
        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => ActivatedAsync(office, payer));
        Assert.Equal(CreditErrors.OnHold, refusal.Code);
        Assert.Contains("never pays", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(payer.Id.Value, refusal.Ids);
        await Assert.ThrowsAsync<RuleViolationException>(() => ActivatedAsync(office, payer, " ", "C-2"));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => ActivatedAsync(office, payer, "please", "C-3", Sally));

        var (contract, warnings) = await ActivatedAsync(office, payer, "the boss agreed", "C-4");

        Assert.Equal([CreditErrors.OnHold], warnings.Select(warning => warning.Code));
        Assert.Equal("the boss agreed", (await office.EventsAsync()).Single(one => one.Kind == EventKinds.ContractActivated && one.RecordId == contract.Id.Value).Reason);
        Assert.Empty((await office.Contracts.ActivateAsync(Sally, contract.Id)).Warnings);
    }

    [Fact]
    public async Task The_payer_is_asked_for_those_it_pays_for_and_the_wizard_asks_too()
    {
        var (office, payer) = await OwingAsync(100m, CreditPolicy.Refuse);
        await Of(office).HoldAsync(Ann, payer.Id, "no");
        var payee = await office.Customers.CreateAsync(Ann, new() { Number = "2", Name = "Payee", Parent = payer.Id, ConsolidateBilling = true });

        await Assert.ThrowsAsync<RuleViolationException>(() => ActivatedAsync(office, payee));
        var wizard = (await office.Wizard.StartAsync(Ann, payee.Id)) with
        {
            Step = ContractWizardStep.Finish,
            Terms = AnOffice.AContract(payee) with { Number = "C-9", Parts = [] },
            Parts = [AnOffice.APart()],
            PartsFilledIn = true,
        };
        Assert.Equal(CreditErrors.OnHold, (await Assert.ThrowsAsync<RuleViolationException>(() => office.Wizard.FinishAsync(Ann, wizard))).Code);
        Assert.Equal([CreditErrors.OnHold], (await office.Wizard.FinishAsync(Ann, wizard, "agreed")).Warnings.Select(warning => warning.Code));
    }

    [Fact]
    public async Task Switched_off_nobody_asks_and_nothing_is_told()
    {
        var (office, payer) = await OwingAsync(100m, CreditPolicy.Off, holdAfterDays: 0);
        await Of(office).SetLimitsAsync(Ann, payer.Id, [Eur(1m)]);
        Assert.Empty((await ActivatedAsync(office, payer)).Warnings);
        Assert.Equal(0, await Of(office).ReviewAsync(Ann));
        Assert.Equal(["credit.limits_changed"], await ToldAsync(office));

        await SetAsync(office, CreditPolicy.Warn, holdAfterDays: null);
        Assert.Equal(1, await Of(office).ReviewAsync(Ann));
        Assert.Equal(["credit.limits_changed", "credit.limit_exceeded"], await ToldAsync(office));
    }

    [Fact]
    public async Task Exposure_is_of_all_entities_in_the_currency()
    {
        var (office, payer) = await OwingAsync(60m, CreditPolicy.Refuse);
        await office.StoreAsync(
            Document("2", InvoiceKind.Invoice, Feb1, Eur(50m), payer: payer.Id) with { BillingEntity = office.Ids.Next<BillingEntity>() },
            Document("3", InvoiceKind.Invoice, Feb1, Money.Of(500m, Currency.CHF), payer: payer.Id),
            Entry(PaymentKind.Payment, Feb1, Eur(9m), payer: payer.Id));
        await Of(office).SetLimitsAsync(Ann, payer.Id, [Money.Of(1m, Currency.CHF), Eur(101m)]);

        var standing = await Of(office).StandingAsync(Sally, payer.Id);

        Assert.Equal([(500m, 1m, true), (101m, 101m, false)], standing.Exposures.Select(one => (one.Exposure.Amount, one.Limit!.Value.Amount, one.IsExceeded)));
        Assert.Empty((await ActivatedAsync(office, payer)).Warnings);
    }

    [Fact]
    public async Task Each_crossing_is_told_once()
    {
        var (office, payer) = await OwingAsync(100m);
        var credit = Of(office);
        await credit.SetLimitsAsync(Ann, payer.Id, [Eur(150m)]);
        Assert.Equal(0, await credit.ReviewAsync(Ann));
        await office.StoreAsync(Document("2", InvoiceKind.Invoice, Feb1, Eur(60m), payer: payer.Id));
        Assert.Equal((1, 0, 0), (await credit.ReviewAsync(Ann), await credit.ReviewAsync(Ann), await credit.ReviewAsync(Ann, payer.Id)));
        await office.StoreAsync(Entry(PaymentKind.Payment, Feb1, Eur(10m), payer: payer.Id));
        Assert.Equal((1, 0), (await credit.ReviewAsync(Ann, payer.Id), await credit.ReviewAsync(Ann)));
        await credit.SetLimitsAsync(Ann, payer.Id, [Eur(149m)]);
        await credit.SetLimitsAsync(Ann, payer.Id, []);

        Assert.Equal(["credit.limits_changed", "credit.limit_exceeded", "credit.limit_kept", "credit.limits_changed", "credit.limit_exceeded", "credit.limits_changed", "credit.limit_kept"], await ToldAsync(office));
        var first = (await office.EventsAsync()).First(one => one.Kind == EventKinds.CreditLimitExceeded);
        Assert.Equal(new CreditExposure(Eur(160m), Eur(150m)), PsaJson.Read(first.Data, PsaJsonContext.Default.CreditExposure));
        Assert.Equal((nameof(Customer), payer.Id.Value), (first.RecordKind, first.RecordId));
    }

    [Fact]
    public async Task A_payment_that_crosses_a_line_tells_it_in_its_commit()
    {
        var (office, payer) = await OwingAsync(100m, holdAfterDays: 5);
        office.Clock.Now = Instant.FromUtc(2026, 3, 25, 12, 0);
        await Of(office).SetLimitsAsync(Ann, payer.Id, [Eur(50m)]);
        var payments = new PaymentService(office.Store, office.Clock, office.Ids);
        var payment = new NewPayment { Key = "a", Amount = Eur(50m), Date = new(2026, 3, 25), Parts = [new(Document("1", InvoiceKind.Invoice, Feb1, Eur(100m)).Id, Eur(50m))] };

        await payments.RecordAsync(Ann, payment);
        await payments.RecordAsync(Ann, payment with { Key = "b" });

        Assert.Equal(["credit.limits_changed", "credit.limit_exceeded", "credit.held", "credit.limit_kept", "credit.released"], await ToldAsync(office));
        Assert.Equal(0, await Of(office).ReviewAsync(Ann));
        var reversed = (await payments.EntriesAsync(Ann, payment.Parts[0].Invoice))[1];
        await payments.ReverseAsync(Ann, new() { Key = "c", Payment = reversed.Id, Date = new(2026, 3, 25), Reason = "bounced" });
        Assert.Equal("credit.held", (await ToldAsync(office))[^1]);
    }

    [Fact]
    public async Task What_is_overdue_too_long_holds_by_itself_and_ends_by_itself()
    {
        var (office, payer) = await OwingAsync(100m, CreditPolicy.Refuse, holdAfterDays: 10, due: new(2026, 3, 4));
        var credit = Of(office);
        office.Clock.Now = Instant.FromUtc(2026, 3, 14, 12, 0);
        Assert.Equal(0, await credit.ReviewAsync(Ann));
        Assert.Null((await credit.StandingAsync(Ann, payer.Id)).Hold);

        office.Clock.Now = Instant.FromUtc(2026, 3, 15, 12, 0);
        Assert.Equal((1, 0), (await credit.ReviewAsync(Ann), await credit.ReviewAsync(Ann)));
        var hold = (await credit.StandingAsync(Ann, payer.Id)).Hold!;
        Assert.Equal((new LocalDate(2026, 3, 15), "System", true), (hold.Since, hold.By, hold.IsByItself));
        Assert.Equal(CreditErrors.OnHold, (await Assert.ThrowsAsync<RuleViolationException>(() => ActivatedAsync(office, payer))).Code);
        Assert.Equal(CreditErrors.HeldByItself, (await Assert.ThrowsAsync<RuleViolationException>(() => credit.ReleaseAsync(Ann, payer.Id, "please"))).Code);

        await office.StoreAsync(Entry(PaymentKind.Payment, new(2026, 3, 15), Eur(100m), Document("1", InvoiceKind.Invoice, Feb1, Eur(100m)), payer: payer.Id));
        Assert.Empty((await ActivatedAsync(office, payer, number: "C-2")).Warnings);
        Assert.Equal((1, 0), (await credit.ReviewAsync(Ann), await credit.ReviewAsync(Ann)));
        Assert.Equal(["credit.held", "credit.released"], await ToldAsync(office));
    }

    [Fact]
    public async Task A_hold_by_hand_is_kept_until_it_is_released()
    {
        var (office, payer) = await OwingAsync(100m);
        var credit = Of(office);
        var held = await credit.HoldAsync(Ann, payer.Id, "late");
        Assert.Equal(held, await credit.HoldAsync(Ann, payer.Id, "late"));
        Assert.Equal(CreditErrors.AlreadyHeld, (await Assert.ThrowsAsync<RuleViolationException>(() => credit.HoldAsync(Ann, payer.Id, "later"))).Code);
        Assert.Equal(("Ann", "late", new LocalDate(2026, 3, 15)), (held.Hold!.By, held.Hold.Reason, held.Hold.Since));
        var released = await credit.ReleaseAsync(Ann, payer.Id, "paid");
        Assert.Null(released.Hold);
        Assert.Equal(released, await credit.ReleaseAsync(Ann, payer.Id, "paid"));
        Assert.Equal(["credit.held", "credit.released"], await ToldAsync(office));
        Assert.Equal(["late", "paid"], (await office.EventsAsync()).Where(one => one.Kind.StartsWith("credit.", StringComparison.Ordinal)).Select(one => one.Reason));
    }

    [Fact]
    public async Task What_cannot_be_set_is_refused()
    {
        var (office, payer) = await OwingAsync(100m);
        var credit = Of(office);

        var refusal = await Assert.ThrowsAsync<ValidationFailedException>(() => credit.SetLimitsAsync(Ann, payer.Id, [Eur(-1m), Eur(1m), Eur(2m)]));
        Assert.Equal([("credit.bad_limit", "Limits[0]"), ("credit.bad_limit", "Limits[2]")], refusal.Problems.Select(problem => (problem.Code, problem.Where)));
        Assert.Equal(CreditErrors.ReasonMissing, (await Assert.ThrowsAsync<RuleViolationException>(() => credit.HoldAsync(Ann, payer.Id, " "))).Code);
        Assert.Equal(CreditErrors.ReasonMissing, (await Assert.ThrowsAsync<RuleViolationException>(() => credit.ReleaseAsync(Ann, payer.Id, " "))).Code);
        await Assert.ThrowsAsync<EntityNotFoundException>(() => credit.HoldAsync(Ann, office.Ids.Next<Customer>(), "no"));
        var settings = new SettingsService(office.Store, office.Clock);
        var usual = await settings.GetAsync(Ann);
        foreach (var days in new[] { -1, 3_651 })
        {
            Assert.Equal(SellerErrors.BadHoldDays, (await Assert.ThrowsAsync<RuleViolationException>(() => settings.SaveAsync(Ann, usual with { HoldAfterDays = days }))).Code);
        }
    }

    [Fact]
    public async Task Two_who_notice_at_once_tell_once()
    {
        var (office, payer) = await OwingAsync(100m);
        await SetAsync(office, CreditPolicy.Off, holdAfterDays: null);
        await Of(office).SetLimitsAsync(Ann, payer.Id, [Eur(1m)]);
        await SetAsync(office, CreditPolicy.Warn, holdAfterDays: null);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Of(office).ReviewAsync(Ann))));

        Assert.Equal(["credit.limits_changed", "credit.limit_exceeded"], await ToldAsync(office));
    }

    private static CreditService Of(AnOffice office) => new(office.Store, office.Clock);

    private static async Task<(AnOffice Office, Customer Payer)> OwingAsync(decimal amount, CreditPolicy policy = CreditPolicy.Warn, int? holdAfterDays = null, LocalDate? due = null)
    {
        var office = await AnOffice.OpenAsync();
        var payer = await office.ABillableCustomerAsync();
        await office.StoreAsync(Document("1", InvoiceKind.Invoice, Feb1, Eur(amount), due, payer.Id));
        await SetAsync(office, policy, holdAfterDays);
        return (office, payer);
    }

    private static async Task SetAsync(AnOffice office, CreditPolicy policy, int? holdAfterDays)
    {
        var settings = new SettingsService(office.Store, office.Clock);
        await settings.SaveAsync(Ann, await settings.GetAsync(Ann) with { CreditPolicy = policy, HoldAfterDays = holdAfterDays });
    }

    private static async Task<ContractActivation> ActivatedAsync(AnOffice office, Customer customer, string? passReason = null, string number = "C-1", Actor? actor = null)
    {
        var draft = await office.Contracts.CreateAsync(Ann, AnOffice.AContract(customer, AnOffice.APart()) with { Number = number });
        return await office.Contracts.ActivateAsync(actor ?? Ann, draft.Id, passReason);
    }

    private static async Task<List<string>> ToldAsync(AnOffice office) =>
        [.. (await office.EventsAsync()).Select(one => one.Kind).Where(kind => kind.StartsWith("credit.", StringComparison.Ordinal))];
}
