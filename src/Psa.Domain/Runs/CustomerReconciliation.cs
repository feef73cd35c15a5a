using System.Linq;
using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.SalesItems;

namespace Psa.Runs;

/// <summary>Bills all parts and all uncovered usage of a customer: one bad part never stops the others.</summary>
internal static class CustomerReconciliation
{
    /// <summary>Makes the sales items that are due.</summary>
    /// <param name="facts">The customer as stored.</param>
    /// <param name="payer">Who pays for it.</param>
    /// <param name="context">The run.</param>
    /// <returns>New items, changed ledgers and obstacles; no invoices yet.</returns>
    public static CustomerBilling Bill(CustomerFacts facts, Customer payer, BillingContext context)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(context);
        var work = new PartsInHand(facts, context);
        foreach (var part in PartsOf(facts, payer, context))
        {
            work.Bill(part);
        }

        foreach (var obstacle in UnbilledContracts.Of(facts, context))
        {
            work.Obstacles.Add(RunObstacles.Of(context, facts.Customer, obstacle));
        }

        return new()
        {
            Items = work.Items,
            Ledgers = work.Ledgers,
            Obstacles = work.Obstacles,
            Faults = work.Faults,
        };
    }

    /// <summary>Lists what the run's entity bills the customer for, with the facts each needs: contract parts first, then uncovered usage.</summary>
    /// <param name="facts">The customer as stored; usage and history may still be missing.</param>
    /// <param name="payer">Who pays for it: whether it can be billed, and in which currency.</param>
    /// <param name="context">The run.</param>
    /// <param name="which">Which of the contract parts, with their ledgers, are wanted; all when it isn't said.</param>
    /// <returns>The parts.</returns>
    public static IReadOnlyList<PartFacts> PartsOf(CustomerFacts facts, Customer payer, BillingContext context, Func<ContractPart, PartLedger?, bool>? which = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(context);
        var contracts = new ContractsById(facts.Contracts);
        var ledgers = facts.Ledgers.Count == 0 ? null : new Dictionary<Id<ContractPart>, PartLedger>(facts.Ledgers.Count);
        for (var i = 0; i < facts.Ledgers.Count; i++)
        {
            ledgers!.Add(facts.Ledgers[i].Part, facts.Ledgers[i]);
        }

        var usage = new UsageByService(facts.Usage);
        var parts = new List<PartFacts>(which is null ? facts.Parts.Count : 0);
        var canBeInvoiced = payer.CanBeBilled();
        foreach (var part in facts.Parts)
        {
            if (contracts.Find(part.Contract) is not { } contract || contract.BillingEntity != context.Entity.Id)
            {
                continue;
            }

            var ledger = ledgers?.GetValueOrDefault(part.Id);
            if (which?.Invoke(part, ledger) == false)
            {
                continue;
            }

            parts.Add(new()
            {
                Contract = contract,
                Part = part,
                Product = context.FindProduct(part.Product),
                PriceListsOfCustomer = facts.Customer.PriceLists,
                PriceListsOfPayer = payer.PriceLists,
                TrialLastDay = facts.Customer.TrialLastDay,
                CanBeInvoiced = canBeInvoiced,
                Usage = usage.Of(part.QuantitySource.ServiceCode),
                Ledger = ledger,
                History = facts.History.GetValueOrDefault(part.Id) ?? [],
                Drafts = facts.Drafts,
            });
        }

        AddUncovered(facts, payer, context, contracts, usage, canBeInvoiced, parts);
        return parts;
    }

    private static void AddUncovered(
        CustomerFacts facts,
        Customer payer,
        BillingContext context,
        ContractsById contracts,
        UsageByService usage,
        bool canBeInvoiced,
        List<PartFacts> parts)
    {
        var chosen = facts.Customer.EntityUnder(payer);
        var isHomeless = chosen is { } named ? context.InactiveEntities.Contains(named) : !context.HasDefaultEntity;
        if (!isHomeless && (chosen is { } entity ? entity != context.Entity.Id : !context.Entity.IsDefault))
        {
            return;
        }

        foreach (var ledger in facts.Ledgers)
        {
            // an import makes the ledger, so what has none was never used
            if (ledger.ServiceCode is not { } service)
            {
                continue;
            }

            var readers = facts.Parts
                .Where(p => p.QuantitySource.ServiceCode == service && contracts.Find(p.Contract) is not null)
                .Select(p => (contracts.Find(p.Contract)!, p))
                .ToList();
            var uncovered = UncoveredUsage.Of(usage.Of(service), readers);
            var from = Earliest(uncovered.Count == 0 ? null : uncovered[0].Date, ledger.DirtyFrom, ledger.Through) ?? context.Through;
            var product = context.FindProductOfService(service);
            var (contract, part) = UncoveredUsage.Terms(facts.Customer, service, from, payer.BillingInformation?.Currency ?? context.Entity.Currency, context, product);
            parts.Add(new()
            {
                Contract = contract,
                Part = part,
                Source = SalesItemSource.VendorUsage,
                IsHomeless = isHomeless,
                Product = product,
                PriceListsOfCustomer = facts.Customer.PriceLists,
                PriceListsOfPayer = payer.PriceLists,
                TrialLastDay = facts.Customer.TrialLastDay,
                CanBeInvoiced = canBeInvoiced,
                Usage = uncovered,
                Ledger = ledger,
                History = facts.History.GetValueOrDefault(part.Id) ?? [],
                Drafts = facts.Drafts,
            });
        }
    }

    private static LocalDate? Earliest(params ReadOnlySpan<LocalDate?> dates)
    {
        LocalDate? earliest = null;
        foreach (var date in dates)
        {
            earliest = OpenDates.Earlier(earliest, date);
        }

        return earliest;
    }

    private sealed class PartsInHand(CustomerFacts facts, BillingContext context)
    {
        // a part has mostly one item, and always one ledger
        internal List<SalesItem> Items { get; } = new(facts.Parts.Count);

        internal List<PartLedger> Ledgers { get; } = new(facts.Parts.Count);

        internal List<RunObstacle> Obstacles { get; } = [];

        internal List<Exception> Faults { get; } = [];

        internal void Bill(PartFacts part)
        {
            var result = PartBilling.Bill(part, context);
            foreach (var obstacle in result.Obstacles)
            {
                Report(obstacle, part);
            }

            if (part.IsHomeless)
            {
                Homeless(part, result.Items);
                return;
            }

            Items.AddRange(result.Items);
            if (result.Ledger is { } ledger)
            {
                Ledgers.Add(ledger);
            }
        }

        private void Report(Obstacle obstacle, PartFacts part)
        {
            Obstacles.Add(RunObstacles.Of(context, facts.Customer, obstacle, part.Part.Id));
            if (obstacle.Fault is { } fault)
            {
                Faults.Add(fault);
            }
        }

        private void Homeless(PartFacts part, IReadOnlyList<SalesItem> items)
        {
            if (items.Count > 0)
            {
                Report(
                    new(
                        ObstacleReason.EntityMissing,
                        ChargeErrors.EntityMissing,
                        $"No billing entity bills the usage of {part.Part.Text}: make one the default, or name one that is switched on in the customer's billing information, then bill again.")
                    {
                        Waiting = WaitingMoney.Of(items),
                    },
                    part);
            }
        }
    }
}
