using NodaTime;
using Psa.Access;
using Psa.Contracts;
using Psa.Customers;
using Psa.Events;
using Psa.Inventory;
using Psa.SalesItems;
using Psa.Storage;

namespace Psa.Services;

/// <summary>
/// One step of somebody: a session, who works in it and when. What a step changes of facts it announces here, and those who bill listen: they stage their marks when the step
/// is committed, so that no service of facts needs to know how it is billed.
/// </summary>
internal sealed class Step : IPsaSession
{
    private readonly IPsaSession _session;
    private readonly StepEvents _events;
    private readonly List<Func<IPsaSession, CancellationToken, Task>> _announced;

    internal Step(IPsaSession session, Actor actor, Instant now)
        : this(session, actor, now, new(session.Events), [])
    {
    }

    private Step(IPsaSession session, Actor actor, Instant now, StepEvents events, List<Func<IPsaSession, CancellationToken, Task>> announced) =>
        (_session, Actor, Now, _events, _announced) = (session, actor, now, events, announced);

    public TenantId Tenant => _session.Tenant;

    public IEventLog Events => _events;

    internal Actor Actor { get; }

    /// <summary>Gets the moment of the step: the same for all that it writes.</summary>
    internal Instant Now { get; }

    /// <summary>Gets what the step did to deposits.</summary>
    internal StepDeposits Deposits => field ??= new();

    /// <summary>Gets the demands that the step staged.</summary>
    internal HashSet<Id<Demand>> Demands => field ??= [];

    /// <summary>Gets how much of demands the step orders at which prices of which units.</summary>
    internal Dictionary<Id<Demand>, List<(decimal Quantity, UnitPrice Price, string Unit)>> OrderPrices => field ??= [];

    /// <summary>Gets the reservations that the step changed, as it left them, also those that ended: nothing is kept by these, nor comes back.</summary>
    internal Dictionary<Id<StockReservation>, StockReservation> Reservations => field ??= [];

    /// <summary>Gets the sales items that the step made or changed of orders, and those it made of tickets and projects, as it left them: queries see what is committed alone.</summary>
    internal Dictionary<Id<SalesItem>, SalesItem> Items => field ??= [];

    public IRepository<T> Of<T>()
        where T : class, IEntity<T> =>
        _session.Of<T>();

    public async ValueTask CommitAsync(CancellationToken cancellationToken = default)
    {
        // who listens may announce something too
        for (var i = 0; i < _announced.Count; i++)
        {
            await _announced[i](this, cancellationToken).ConfigureAwait(false);
        }

        await _events.StageAsync(_session, Demands, Reservations, cancellationToken).ConfigureAwait(false);
        await _session.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    /// <summary>Gives the same step as another works in it: what somebody sets off, and the system does.</summary>
    internal Step As(Actor other) => new(_session, other, Now, _events, _announced);

    /// <summary>Appends an event of the step.</summary>
    internal void Append<T>(string kind, Id<T> record, string? from = null, string? to = null, string? reason = null, string data = PsaEvent.NoData) =>
        Events.Append(PsaEvent.By(Actor, Now, kind, record, from, to, reason) with { Data = data });

    /// <summary>Appends an event of a part of another record.</summary>
    internal void Append<TWhole, T>(Id<TWhole> whole, string kind, Id<T> record, string? reason = null, string data = PsaEvent.NoData) =>
        Events.Append(PsaEvent.By(Actor, Now, kind, record, reason: reason) with { WholeId = whole.Value, Data = data });

    /// <summary>Announces that a contract changed, and with it its parts.</summary>
    internal void Changed(Contract before, Contract after, IReadOnlyList<ContractPart> parts) =>
        _announced.Add((listener, cancellationToken) => listener.MarkAsync(before, after, parts, cancellationToken));

    /// <summary>Announces that a part changed.</summary>
    internal void Changed(Contract contract, ContractPart before, ContractPart after) =>
        _announced.Add((listener, cancellationToken) => listener.MarkAsync(contract, before, after, cancellationToken));

    /// <summary>Announces that a contract in force has a new part.</summary>
    internal void Added(Contract contract, ContractPart part) =>
        _announced.Add((listener, cancellationToken) => listener.MarkAddedAsync(contract, part, cancellationToken));

    /// <summary>Announces that a customer's trial ends on another day.</summary>
    internal void TrialChanged(Customer before, Customer after) =>
        _announced.Add((listener, cancellationToken) => listener.MarkTrialAsync(before, after, cancellationToken));

    /// <summary>Announces that customers can be billed, can't any more, or are to somebody else.</summary>
    internal void BillabilityChanged(List<Id<Customer>> customers) =>
        _announced.Add((listener, cancellationToken) => listener.MarkBillabilityAsync(customers, cancellationToken));

    /// <summary>Announces that a customer's usage was added or changed: on which days of which vendor's services.</summary>
    internal void UsageChanged(Id<Customer> customer, IReadOnlyCollection<KeyValuePair<string, SortedSet<LocalDate>>> daysByService) =>
        _announced.Add((listener, cancellationToken) => listener.MarkUsageAsync(customer, daysByService, cancellationToken));

    /// <summary>Announces something that is staged when the step is committed, by whoever listens.</summary>
    internal void Announce(Func<IPsaSession, CancellationToken, Task> listen) => _announced.Add(listen);

    /// <summary>Announces that what an item billed is to be billed anew.</summary>
    internal void Released(SalesItem item) => Decided(item, hasOthers: true);

    /// <summary>Announces that somebody decided on an item, which counts for what its period bears when it has other items.</summary>
    internal void Decided(SalesItem item, bool hasOthers) => _announced.Add((listener, cancellationToken) => listener.MarkDecidedAsync(item, hasOthers, cancellationToken));
}
