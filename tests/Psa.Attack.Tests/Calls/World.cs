using Psa.Access;
using Psa.Catalog;
using Psa.Contracts;
using Psa.Customers;
using Psa.Records;
using Psa.Sellers;
using Psa.Storage;

namespace Psa.Attack.Tests.Calls;

/// <summary>
/// A tenant as it is after some months of work, with every kind of record in useful states, and a bystander: a customer that nobody touches, and that must be billed whatever is done
/// to the others. It is made once through the services, and copied for each attack.
/// </summary>
internal sealed class World
{
    public static readonly TenantId Ours = new(new Guid("0192d4e0-7b1f-7c3a-8e55-0000000000aa"));
    public static readonly TenantId Theirs = new(new Guid("0192d4e0-7b1f-7c3a-8e55-0000000000bb"));

    private const int FirstId = 0x1000;
    private const int FirstIdOfTheirs = 0x2000;
    private const int FirstIdOfCopies = 0x4000;
    private const int FirstIdOfOthers = 0x5000;

    private static readonly Lazy<Task<World>> Full = new(() => MakeAsync(new InMemoryStore(), Ours, FirstId, static making => making.FillAsync()));
    private static readonly Lazy<Task<World>> Others = new(() => MakeAsync(new InMemoryStore(), Theirs, FirstIdOfTheirs, static making => making.FillAsync()));
    private static readonly Lazy<Task<World>> Bare = new(() => MakeAsync(new InMemoryStore(), Ours, FirstId, static _ => Task.CompletedTask));

    private World(Snapshot records, WorldMaking made)
    {
        Records = records;
        Main = made.Main;
        Bystander = made.Bystander;
        Untouched = made.Untouched.ToHashSet();
        Ann = WorldMaking.AnnOf(records.Tenant);
    }

    public TenantId Tenant => Records.Tenant;

    public Actor Ann { get; }

    public Snapshot Records { get; }

    /// <summary>Gets the company that bills most, the bystander too.</summary>
    public Id<BillingEntity> Main { get; }

    public Id<Customer> Bystander { get; }

    /// <summary>Gets the ids of what the bystander is billed by: no argument names them.</summary>
    public IReadOnlySet<Guid> Untouched { get; }

    public static Task<World> FullAsync() => Full.Value;

    /// <summary>Gives the world of another tenant, with the same in it.</summary>
    public static Task<World> OthersAsync() => Others.Value;

    /// <summary>Gives a tenant that has just begun: with nothing.</summary>
    public static Task<World> BareAsync() => Bare.Value;

    /// <summary>Gives the ids of a kind of record that arguments may name.</summary>
    public IEnumerable<Guid> IdsOf(Type record)
    {
        if (record == typeof(PartTerms) || record == typeof(CycleTerms))
        {
            return EntriesOf(record);
        }

        if (record == typeof(PriceListAssignment))
        {
            return Records.Of<Customer>().Where(customer => !Untouched.Contains(customer.Id.Value)).SelectMany(static customer => customer.PriceLists.AsEnumerable())
                .Concat(Records.Of<Contract>().Where(contract => !Untouched.Contains(contract.Id.Value)).SelectMany(static contract => contract.PriceLists.AsEnumerable()))
                .Select(static entry => entry.Id!.Value.Value);
        }

        if (record == typeof(PriceChange))
        {
            return [Samples.APriceChange.Id.Value];
        }

        if (record == typeof(Contact))
        {
            return Records.Of<Customer>().Where(customer => !Untouched.Contains(customer.Id.Value)).SelectMany(static customer => customer.Contacts, static (_, contact) => contact.Id!.Value.Value);
        }

        var shelf = Shelf.All.SingleOrDefault(shelf => shelf.Type == record);
        return shelf is null ? [] : Records.Of(record).Select(shelf.IdOf).Where(id => !Untouched.Contains(id));
    }

    // the first entry of a record has its id, so it can't be told from it
    private IEnumerable<Guid> EntriesOf(Type entry) => entry == typeof(PartTerms)
        ? Records.Of<ContractPart>().Where(part => !Untouched.Contains(part.Id.Value)).SelectMany(static part => part.Terms.Skip(1), static (_, terms) => terms.Id!.Value.Value)
        : Records.Of<Contract>().Where(contract => !Untouched.Contains(contract.Id.Value)).SelectMany(static contract => contract.Cycles.Skip(1), static (_, terms) => terms.Id!.Value.Value);

    /// <summary>Opens the services over a store that holds this world or a copy.</summary>
    public static Office Open(IPsaStore store) => new(store, FirstIdOfCopies);

    /// <summary>Opens the services as another process does: with ids of its own.</summary>
    public static Office Reopen(IPsaStore store) => new(store, FirstIdOfOthers);

    private static async Task<World> MakeAsync(IPsaStore store, TenantId tenant, int firstId, Func<WorldMaking, Task> fill)
    {
        var making = new WorldMaking(new Office(store, firstId), tenant);
        await fill(making);
        var made = await Snapshot.TakeAsync(store, tenant);

        // the records as a copy has them: with the versions of new ones
        var copy = new InMemoryStore();
        await made.RestoreAsync(copy, await Snapshot.TakeAsync(copy, tenant));
        return new(await Snapshot.TakeAsync(copy, tenant), making);
    }
}
