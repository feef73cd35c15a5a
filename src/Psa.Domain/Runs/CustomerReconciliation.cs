using System.Linq;
using NodaTime;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;
using Psa.SalesItems;
using Psa.Usage;

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
        var work = new Work(facts, context);
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
    /// <returns>The parts.</returns>
    public static IReadOnlyList<PartFacts> PartsOf(CustomerFacts facts, Customer payer, BillingContext context)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(context);
        var contracts = new Dictionary<Id<Contract>, Contract>(facts.Contracts.Count);
        foreach (var contract in facts.Contracts)
        {
            contracts.Add(contract.Id, contract);
        }

        var ledgers = new Dictionary<Id<ContractPart>, PartLedger>(facts.Ledgers.Count);
        foreach (var ledger in facts.Ledgers)
        {
            ledgers.Add(ledger.Part, ledger);
        }

        var usage = facts.Usage.Count == 0 ? null : facts.Usage.ToLookup(u => u.ServiceCode, StringComparer.Ordinal);
        var parts = new List<PartFacts>(facts.Parts.Count);
        var canBeInvoiced = payer.CanBeBilled();
        foreach (var part in facts.Parts)
        {
            if (!contracts.TryGetValue(part.Contract, out var contract) || contract.BillingEntity != context.Entity.Id)
            {
                continue;
            }

            parts.Add(new()
            {
                Contract = contract,
                Part = part,
                Product = context.FindProduct(part.Product),
                TrialLastDay = facts.Customer.TrialLastDay,
                CanBeInvoiced = canBeInvoiced,
                Usage = part.QuantitySource.ServiceCode is { } code && usage is not null ? [.. usage[code]] : [],
                Ledger = ledgers.GetValueOrDefault(part.Id),
                History = facts.History.GetValueOrDefault(part.Id) ?? [],
            });
        }

        AddUncovered(facts, payer, context, contracts, usage, canBeInvoiced, parts);
        return parts;
    }

    private static void AddUncovered(
        CustomerFacts facts,
        Customer payer,
        BillingContext context,
        Dictionary<Id<Contract>, Contract> contracts,
        ILookup<string, UsageRecord>? usage,
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
                .Where(p => p.QuantitySource.ServiceCode == service && contracts.ContainsKey(p.Contract))
                .Select(p => (contracts[p.Contract], p))
                .ToList();
            var uncovered = UncoveredUsage.Of(usage is null ? [] : [.. usage[service]], readers);
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
                TrialLastDay = facts.Customer.TrialLastDay,
                CanBeInvoiced = canBeInvoiced,
                Usage = uncovered,
                Ledger = ledger,
                History = facts.History.GetValueOrDefault(part.Id) ?? [],
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

    private sealed class Work(CustomerFacts facts, BillingContext context)
    {
        internal List<SalesItem> Items { get; } = [];

        internal List<PartLedger> Ledgers { get; } = [];

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
