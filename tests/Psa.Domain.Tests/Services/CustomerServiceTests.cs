using NodaTime;
using Psa.Charges;
using Psa.Customers;
using Psa.Events;
using Psa.SalesItems;

namespace Psa.Domain.Tests.Services;

public sealed class CustomerServiceTests
{
    [Fact]
    public async Task A_customer_is_stored_with_an_event_of_who_did_it()
    {
        var office = await AnOffice.OpenAsync();
        var customer = await office.ACustomerAsync();
        Assert.Equal(customer, await office.Customers.FindAsync(AnOffice.Ann, customer.Id));
        Assert.Equal(customer, await office.Customers.FindByNumberAsync(AnOffice.Ann, "10001"));
        var created = Assert.Single(await office.EventsAsync(), one => one.Kind == EventKinds.CustomerCreated);
        Assert.Equal(("Ann", customer.Id.Value), (created.ActorName, created.RecordId));
    }

    [Fact]
    public async Task Another_tenant_finds_nothing()
    {
        var office = await AnOffice.OpenAsync();
        var customer = await office.ACustomerAsync();
        Assert.Null(await office.Customers.FindAsync(AnOffice.Stranger, customer.Id));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => office.Customers.SaveBillingInformationAsync(AnOffice.Stranger, customer.Id, AnOffice.Complete));
    }

    [Fact]
    public async Task A_number_is_taken_once()
    {
        var office = await AnOffice.OpenAsync();
        await office.ACustomerAsync();
        Assert.Equal(CustomerErrors.NumberTaken, (await Assert.ThrowsAsync<RuleViolationException>(() => office.ACustomerAsync())).Code);
        var other = await office.ACustomerAsync(number: "10002");
        Assert.Equal(CustomerErrors.NumberTaken, (await Assert.ThrowsAsync<RuleViolationException>(() => office.Customers.UpdateAsync(AnOffice.Ann, other with { Number = "10001" }))).Code);
    }

    [Fact]
    public async Task Nobody_is_their_own_parent()
    {
        var office = await AnOffice.OpenAsync();
        var top = await office.ACustomerAsync(number: "1");
        var middle = await office.Customers.CreateAsync(AnOffice.Ann, new() { Number = "2", Name = "Middle", Parent = top.Id, ConsolidateBilling = true });
        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() => office.Customers.UpdateAsync(AnOffice.Ann, top with { Parent = middle.Id }));
        Assert.Equal(CustomerErrors.ParentCycle, refusal.Code);
        var problems = await Assert.ThrowsAsync<ValidationFailedException>(() => office.Customers.CreateAsync(AnOffice.Ann, new() { Number = " ", Name = string.Empty, ConsolidateBilling = true }));
        Assert.Equal([CustomerErrors.Incomplete, CustomerErrors.Incomplete, CustomerErrors.ParentMissing], problems.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public async Task Customers_stand_under_as_many_parents_as_there_are()
    {
        var office = await AnOffice.OpenAsync();
        var (top, lowest) = (await office.ACustomerAsync(number: "0"), default(Customer));
        for (var level = 1; level <= 60; level++)
        {
            lowest = await office.Customers.CreateAsync(AnOffice.Ann, new() { Number = $"{level}", Name = "Under another", Parent = (lowest ?? top).Id });
        }

        Assert.Equal("61", (await office.Customers.UpdateAsync(AnOffice.Ann, lowest! with { Number = "61" })).Number);
        Assert.Equal(CustomerErrors.ParentCycle, (await Assert.ThrowsAsync<RuleViolationException>(() => office.Customers.UpdateAsync(AnOffice.Ann, top with { Parent = lowest!.Id }))).Code);
    }

    [Fact]
    public async Task Completing_billing_information_turns_all_drafts_to_pending_in_the_same_commit()
    {
        var office = await AnOffice.OpenAsync();
        var customer = await office.ACustomerAsync();
        var other = await office.ACustomerAsync(number: "10002");
        var drafts = new[] { await office.StoreAsync(office.AnItem(customer, SalesItemStatus.Draft)), await office.StoreAsync(office.AnItem(customer, SalesItemStatus.Draft)) };
        var foreign = await office.StoreAsync(office.AnItem(other, SalesItemStatus.Draft));
        var canceled = await office.StoreAsync(office.AnItem(customer, SalesItemStatus.Canceled));

        await office.Customers.SaveBillingInformationAsync(AnOffice.Ann, customer.Id, AnOffice.Complete with { Email = null });
        Assert.Equal(SalesItemStatus.Draft, await StatusOf(drafts[0]));
        await office.Customers.SaveBillingInformationAsync(AnOffice.Ann, customer.Id, AnOffice.Complete);
        Assert.Equal(SalesItemStatus.Pending, await StatusOf(drafts[0]));
        Assert.Equal(SalesItemStatus.Pending, await StatusOf(drafts[1]));
        Assert.Equal(SalesItemStatus.Draft, await StatusOf(foreign));
        Assert.Equal(SalesItemStatus.Canceled, await StatusOf(canceled));
        Assert.Single(await office.EventsAsync(), one => one.Kind == EventKinds.BillingInformationCompleted);

        async Task<SalesItemStatus?> StatusOf(SalesItem item) => (await office.Items.FindAsync(AnOffice.Ann, item.Id))?.Status;
    }

    [Fact]
    public async Task Editing_the_customer_itself_is_a_route_too()
    {
        var office = await AnOffice.OpenAsync();
        var customer = await office.ACustomerAsync();
        var draft = await office.StoreAsync(office.AnItem(customer, SalesItemStatus.Draft));
        await office.Customers.UpdateAsync(AnOffice.Ann, customer with { BillingInformation = AnOffice.Complete });
        Assert.Equal(SalesItemStatus.Pending, (await office.Items.FindAsync(AnOffice.Ann, draft.Id))?.Status);
    }

    [Fact]
    public async Task It_cannot_be_removed_or_made_incomplete_while_items_are_pending()
    {
        var office = await AnOffice.OpenAsync();
        var customer = await office.ABillableCustomerAsync();
        var item = await office.StoreAsync(office.AnItem(customer, SalesItemStatus.Pending));
        foreach (var removal in new Func<Task>[]
        {
            () => office.Customers.RemoveBillingInformationAsync(AnOffice.Ann, customer.Id),
            () => office.Customers.SaveBillingInformationAsync(AnOffice.Ann, customer.Id, AnOffice.Complete with { LegalName = null }),
            () => office.Customers.UpdateAsync(AnOffice.Ann, customer with { BillingInformation = null }),
        })
        {
            Assert.Equal(CustomerErrors.BillingInformationInUse, (await Assert.ThrowsAsync<RuleViolationException>(removal)).Code);
        }

        await office.Items.CancelAsync(AnOffice.Ann, item.Id, "gift");
        Assert.Null((await office.Customers.RemoveBillingInformationAsync(AnOffice.Ann, customer.Id)).BillingInformation);
    }

    [Fact]
    public async Task A_stale_customer_is_refused()
    {
        var office = await AnOffice.OpenAsync();
        var customer = await office.ACustomerAsync();
        await office.Customers.UpdateAsync(AnOffice.Ann, customer with { Name = "New" });
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => office.Customers.UpdateAsync(AnOffice.Ann, customer with { Name = "Newer" }));
    }

    [Fact]
    public async Task A_changed_trial_lets_all_parts_be_looked_at_again()
    {
        var office = await AnOffice.OpenAsync();
        var customer = await office.ABillableCustomerAsync();
        var (_, parts) = await office.AnActiveContractAsync(customer, AnOffice.APart(), AnOffice.APart());
        foreach (var part in parts)
        {
            await office.BilledThroughAsync(part, new(2026, 3, 31));
        }

        customer = await office.Customers.UpdateAsync(AnOffice.Ann, customer with { TrialLastDay = new LocalDate(2026, 2, 10) });
        foreach (var part in parts)
        {
            Assert.Equal(new LocalDate(2026, 1, 1), (await office.LedgerOfAsync(part.Id))?.DirtyFrom);
            await office.BilledThroughAsync(part, new(2026, 3, 31));
        }

        await office.Customers.UpdateAsync(AnOffice.Ann, customer with { TrialLastDay = new LocalDate(2026, 2, 20) });
        foreach (var part in parts)
        {
            Assert.Equal(new LocalDate(2026, 2, 1), (await office.LedgerOfAsync(part.Id))?.DirtyFrom);
        }
    }

    [Fact]
    public async Task Onboarding_lists_what_is_missing()
    {
        var office = await AnOffice.OpenAsync();
        var user = await office.ACustomerAsync(number: "1");
        var contracted = await office.ABillableCustomerAsync("2");
        await office.ABillableCustomerAsync("3");
        await office.AnActiveContractAsync(contracted, AnOffice.AMeteredPart());
        foreach (var customer in new[] { user, contracted })
        {
            await office.InSessionAsync(async session =>
            {
                session.Of<PartLedger>().Add(new() { Id = new(customer.Id.Value), Tenant = AnOffice.Tenant, Part = new(customer.Id.Value), Customer = customer.Id, ServiceCode = "storage" });
                await session.CommitAsync();
                return 0;
            });
        }

        Assert.Equal([user], await office.Onboarding.CustomersWithoutContractAsync(AnOffice.Ann).ToListAsync());
        Assert.Equal(1, await office.Onboarding.CountCustomersWithoutContractAsync(AnOffice.Ann));
        Assert.Equal([user], await office.Onboarding.CustomersWithoutBillingInformationAsync(AnOffice.Ann).ToListAsync());
        var checklist = await office.Onboarding.ChecklistAsync(AnOffice.Ann);
        Assert.Equal(AnOffice.Entity, checklist.BillingEntity);
        Assert.True(checklist.HasDefaultTax);
        Assert.False(checklist.IsDone);
    }

    [Fact]
    public async Task Of_two_who_take_a_number_at_once_one_is_told_whose_it_is()
    {
        var office = await AnOffice.OpenAsync();
        var created = await Task.WhenAll(Enumerable.Range(0, 4).Select(async n =>
            await Record.ExceptionAsync(() => office.Customers.CreateAsync(AnOffice.Ann, new() { Number = "77", Name = FormattableString.Invariant($"Nr {n}") }))));
        var refused = created.OfType<Exception>().ToList();
        Assert.Equal(3, refused.Count);
        Assert.All(refused, refusal => Assert.Equal(CustomerErrors.NumberTaken, Assert.IsType<RuleViolationException>(refusal).Code));
    }

    [Fact]
    public async Task A_number_that_no_store_can_keep_is_nobodys_and_refused_by_code()
    {
        var office = await AnOffice.OpenAsync();
        Assert.Null(await office.Customers.FindByNumberAsync(AnOffice.Ann, "a\0b"));
        Assert.Null(await office.Customers.FindByNumberAsync(AnOffice.Ann, "a\ud800"));
        var refusal = await Assert.ThrowsAsync<ValidationFailedException>(() => office.Customers.CreateAsync(AnOffice.Ann, new() { Number = "a\0b", Name = "Nobody" }));
        Assert.Equal(Psa.Storage.StoreErrors.BadText, refusal.Code);
    }

    [Fact]
    public async Task A_number_that_looks_like_another_is_the_same_or_refused()
    {
        var office = await AnOffice.OpenAsync();
        var customer = await office.Customers.CreateAsync(AnOffice.Ann, new() { Number = "\u00a0C 1\ufeff ", Name = " Contoso\u200b" });
        Assert.Equal(("C 1", "Contoso"), (customer.Number, customer.Name));
        Assert.Equal(customer, await office.Customers.FindByNumberAsync(AnOffice.Ann, " C 1 "));
        foreach (var number in (string[])["C\u200b 1", "C 1\u00ad", "C\u202e 1", "C\n1"])
        {
            var refusal = await Assert.ThrowsAsync<ValidationFailedException>(() => office.Customers.CreateAsync(AnOffice.Ann, new() { Number = number, Name = "Contoso" }));
            Assert.Equal((MoneyErrors.BadText, nameof(Customer.Number)), (refusal.Code, refusal.Problems[0].Where));
        }

        // what is stored has its text as it is: there, nothing is cut behind somebody's back
        Assert.Equal(MoneyErrors.BadText, (await Assert.ThrowsAsync<ValidationFailedException>(() => office.Customers.UpdateAsync(AnOffice.Ann, customer with { Number = "C 1 " }))).Code);
    }
}
