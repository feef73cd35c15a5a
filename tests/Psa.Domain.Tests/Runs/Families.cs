using Psa.Contracts;
using Psa.Customers;
using static Psa.Domain.Tests.Runs.AWorld;

namespace Psa.Domain.Tests.Runs;

/// <summary>Customers below others, moved through the service.</summary>
internal static class Families
{
    public static Id<Customer> IdOf(string number) => ACustomer(number).Id;

    /// <summary>Makes a customer, below another, which pays for it or not.</summary>
    public static async Task<Customer> PlaceAsync(this AWorld world, string number, string? parent = null, bool consolidated = false, BillingInformation? information = null)
    {
        await world.AddAsync(ACustomer(number) with { BillingInformation = information });
        return await world.MoveAsync(number, parent, consolidated);
    }

    /// <summary>Gives a customer a contract of one part.</summary>
    public static async Task<Contract> SellAsync(this AWorld world, string number, decimal price, string name = "1", Func<Contract, Contract>? change = null)
    {
        var contract = (change ?? (c => c))(AContract(ACustomer(number), name: name));
        await world.AddAsync(contract, APart(contract, price));
        return contract;
    }

    /// <summary>Puts a customer below another, or below none.</summary>
    public static async Task<Customer> MoveAsync(this AWorld world, string number, string? parent, bool consolidated) =>
        await world.Customers.UpdateAsync(
            world.Actor, (await world.FindAsync(number)) with { Parent = parent is null ? null : IdOf(parent), ConsolidateBilling = consolidated && parent is not null });

    public static async Task<Customer> FindAsync(this AWorld world, string number) => (await world.Customers.FindAsync(world.Actor, IdOf(number)))!;

    public static async Task<string> PayerOfAsync(this AWorld world, string number) =>
        (await world.Customers.FindAsync(world.Actor, (await world.FindAsync(number)).Payer))!.Number;
}
