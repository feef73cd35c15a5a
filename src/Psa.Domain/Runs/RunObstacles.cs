using System.Globalization;
using Psa.Charges;
using Psa.Contracts;
using Psa.Customers;

namespace Psa.Runs;

/// <summary>Writes obstacles of a run.</summary>
internal static class RunObstacles
{
    /// <summary>Writes an obstacle of a part, of an invoice (named by its grouping key), or of the whole customer.</summary>
    internal static RunObstacle Of(BillingContext context, Customer customer, Obstacle obstacle, Id<ContractPart>? part = null) =>
        Of(context, customer.Id, customer.Number, obstacle, part);

    /// <summary>Writes the obstacle of a customer that can't even be read.</summary>
    internal static RunObstacle Of(BillingContext context, Id<Customer> customer, StoreException unreadable) =>
        Of(context, customer, customer.ToString(), Obstacle.Of(unreadable), part: null);

    private static RunObstacle Of(BillingContext context, Id<Customer> customer, string number, Obstacle obstacle, Id<ContractPart>? part) => new()
    {
        Id = DerivedId.Create<RunObstacle>(
            context.Through,
            context.Tenant,
            context.Run.ToString(),
            context.Calculation.ToString(CultureInfo.InvariantCulture),
            customer.ToString(),
            part?.ToString() ?? string.Empty,
            obstacle.Reason.ToString(),
            obstacle.Group),
        Tenant = context.Tenant,
        Run = context.Run,
        Customer = customer,
        CustomerNumber = number,
        Part = part,
        Reason = obstacle.Reason,
        Code = obstacle.Code,
        Message = obstacle.Message,
        Waiting = obstacle.Waiting,
    };
}
