using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Events;
using Psa.Records;
using Psa.Storage;
using Psa.Usage;

namespace Psa.Services;

/// <summary>Begins and finishes the contract wizard; the steps between are functions on the wizard itself, in <see cref="ContractWizards"/>.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of events, and today, the day where the tenant is.</param>
/// <param name="ids">Makes ids.</param>
public sealed class ContractWizardService(IPsaStore store, IClock clock, IIdGenerator ids)
{
    private const int MonthsOfUsage = 3;

    /// <summary>Begins a contract for a customer: reads billing information, and the vendor services with the usage of their last month and the catalog's price.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The wizard at its first step; nothing is stored.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<ContractWizard> StartAsync(Actor actor, Id<Customer> customer, CancellationToken cancellationToken = default)
    {
        Require(actor, customer.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                var found = await session.Of<Customer>().RequireAsync(customer, cancellationToken).ConfigureAwait(false);
                var payer = await session.PayerOfAsync(found, cancellationToken).ConfigureAwait(false);
                return ContractWizards.Start(found, payer, await ServicesOfAsync(session, found, payer, cancellationToken).ConfigureAwait(false)) with { Id = ids.Next<Contract>() };
            },
            cancellationToken);
    }

    /// <summary>
    /// Stores what the wizard wrote, all or nothing: the active contract with its parts, the payer's billing information, and the draft sales items of those it pays for as pending. Credit limit
    /// and hold of the payer are asked as in <see cref="ContractService.ActivateAsync"/>.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="wizard">The wizard.</param>
    /// <param name="passReason">Why the contract is to come into force although the policy refuses it, as in <see cref="ContractService.ActivateAsync"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The active contract, with what speaks against it.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such customer or billing entity.</exception>
    /// <exception cref="ValidationFailedException">All that is missing or wrong, in the order of the steps.</exception>
    /// <exception cref="BillingInformationRequiredException"><c>billing_information.required</c>: it was complete when the wizard began, and isn't any more.</exception>
    /// <exception cref="RuleViolationException"><c>contract.billing_entity_missing</c>, <c>contract.number_missing</c>, <c>numbering.not_confirmed</c>, <c>credit.on_hold</c>, <c>credit.limit_exceeded</c>.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<ContractActivation> FinishAsync(Actor actor, ContractWizard wizard, string? passReason = null, CancellationToken cancellationToken = default)
    {
        Require(actor);
        Border.Check(wizard);
        Border.CheckOptional(passReason);
        var request = wizard.ToContract();
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                if (await step.FindMadeAsync(request, cancellationToken).ConfigureAwait(false) is { } made)
                {
                    return new ContractActivation(made, []);
                }

                var customer = await step.Of<Customer>().RequireAsync(wizard.Customer, cancellationToken).ConfigureAwait(false);
                if (!wizard.SkipsBillingInformation)
                {
                    // it is of whom it was asked for, also when somebody else pays by now
                    var payer = await step.Of<Customer>().RequireAsync(wizard.Payer ?? customer.Id, cancellationToken).ConfigureAwait(false);
                    payer = await step.SaveAsync(payer, payer with { BillingInformation = wizard.BillingInformation }, cancellationToken).ConfigureAwait(false);
                    customer = payer.Id == customer.Id ? payer : customer;
                }

                var (draft, parts) = await step.DraftAsync(request, customer, ids, cancellationToken).ConfigureAwait(false);
                var active = draft.Activate(actor);
                var warnings = await step.AskCreditAsync(customer.Payer, draft.Currency, amount: null, passReason, draft.Id.Value, cancellationToken).ConfigureAwait(false);
                foreach (var part in parts)
                {
                    step.Added(draft, part);
                }

                var stored = step.Of<Contract>().Update(active);
                step.Append(EventKinds.ContractActivated, stored.Id, draft.Status.Name, stored.Status.Name, passReason);
                return new(stored, warnings);
            },
            cancellationToken);
    }

    private static void Require(Actor actor, params ReadOnlySpan<Guid> records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(Permission.EditContracts, records);
    }

    private static async Task<Dictionary<string, Product>> ProductsByServiceAsync(IPsaSession session, CancellationToken cancellationToken)
    {
        var products = new Dictionary<string, Product>(StringComparer.Ordinal);
        await foreach (var product in session.Of<Product>().QueryAsync(RecordType<Product>.All, cancellationToken).ConfigureAwait(false))
        {
            if (product is { IsActive: true, ServiceCode: { } code })
            {
                products.TryAdd(code, product);
            }
        }

        return products;
    }

    private async Task<ValueList<VendorService>> ServicesOfAsync(IPsaSession session, Customer customer, Customer payer, CancellationToken cancellationToken)
    {
        var today = await session.DayAsync(clock.GetCurrentInstant(), cancellationToken).ConfigureAwait(false);
        var from = today.With(DateAdjusters.StartOfMonth).PlusMonths(1 - MonthsOfUsage);
        List<UsageRecord> usage = [];
        var query = UsageRecords.OfCustomers(IdRange<Customer>.Of(customer.Id), from, today);
        var notInEffect = await session.ReadUsageAsync(
            async () => usage = await session.Of<UsageRecord>().QueryAsync(query, cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        var months = new SortedDictionary<string, (LocalDate Month, decimal Quantity, string Unit)>(StringComparer.Ordinal);
        foreach (var record in usage)
        {
            if (record.Counts(notInEffect))
            {
                Count(months, record);
            }
        }

        if (months.Count == 0)
        {
            return [];
        }

        var products = await ProductsByServiceAsync(session, cancellationToken).ConfigureAwait(false);
        var entity = await session.FindEntityAsync(customer.EntityUnder(payer), cancellationToken).ConfigureAwait(false);
        var catalog = await session.CatalogAsync(products.Values.Select(static product => product.Id), cancellationToken).ConfigureAwait(false);
        var prices = catalog.Book(entity?.PriceMode ?? default);
        var currency = payer.BillingInformation?.Currency ?? entity?.Currency ?? default;
        var services = new List<VendorService>(months.Count);
        foreach (var (code, (_, quantity, unit)) in months)
        {
            var product = products.GetValueOrDefault(code);
            services.Add(new()
            {
                ServiceCode = code,
                Quantity = quantity,
                VendorUnit = unit,
                Product = product?.Id,
                ProductName = product?.Name,
                Unit = product?.Unit,
                CatalogPrice = product is null || currency.IsNone ? null : prices.Find(new PriceQuestion { Product = product, Currency = currency, Date = today, OfCustomer = customer.PriceLists, OfPayer = payer.PriceLists }).Price?.Price,
            });
        }

        return services.ToValueList();
    }

    // records come in order of their dates: a new month starts the sum again
    private static void Count(SortedDictionary<string, (LocalDate Month, decimal Quantity, string Unit)> months, UsageRecord record)
    {
        var month = record.Date.With(DateAdjusters.StartOfMonth);
        var sum = months.TryGetValue(record.ServiceCode, out var known) && known.Month == month ? known.Quantity : 0m;
        months[record.ServiceCode] = (month, sum + record.Quantity, record.Unit);
    }
}
