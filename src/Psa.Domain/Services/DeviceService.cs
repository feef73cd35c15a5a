using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Contracts;
using Psa.Customers;
using Psa.Events;
using Psa.Inventory;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <summary>What units of serialized products customers have: made by deliveries, counted by contract parts, and swapped.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of moves, and today, the day where the tenant is.</param>
/// <param name="ids">Makes ids of entries of contracts.</param>
public sealed class DeviceService(IPsaStore store, IClock clock, IIdGenerator ids)
{
    /// <summary>Finds a device; client users those of their own customer and of those it pays for.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The device.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The device, or <see langword="null"/>.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewCustomers)]
    public Task<Device?> FindAsync(Actor actor, Id<Device> id, CancellationToken cancellationToken = default)
    {
        RequireView(actor, id.Value);
        return ReadAsync(
            actor,
            async session =>
            {
                var found = await session.Of<Device>().FindAsync(id, cancellationToken).ConfigureAwait(false);
                return found is not null && await SeesAsync(session, actor, found.Customer, cancellationToken).ConfigureAwait(false) ? found : null;
            },
            cancellationToken);
    }

    /// <summary>Lists the devices that a customer has, and those it had; of a customer that isn't theirs client users see none.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The devices, in the order in which they were installed.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    [RequiresPermission(Permission.ViewCustomers)]
    public Task<ValueList<Device>> ListAsync(Actor actor, Id<Customer> customer, CancellationToken cancellationToken = default)
    {
        RequireView(actor, customer.Value);
        return ReadAsync(
            actor,
            async session =>
            {
                if (!await SeesAsync(session, actor, customer, cancellationToken).ConfigureAwait(false))
                {
                    return [];
                }

                var devices = await session.Of<Device>().QueryAsync(DeviceRecords.OfCustomer(customer), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
                return devices.OrderBy(static device => device.InstalledOn).ThenBy(static device => device.Id).ToValueList();
            },
            cancellationToken);
    }

    /// <summary>Says of which contract parts' quantity a device counts as one. The quantities themselves stay: they are the contract's.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The device.</param>
    /// <param name="parts">The parts, of contracts of its customer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored device.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such device or part.</exception>
    /// <exception cref="RuleViolationException"><c>device.removed</c>; <c>device.bad_value</c>: a part is another customer's, or named twice.</exception>
    [RequiresPermission(Permission.EditContracts)]
    public Task<Device> CountForAsync(Actor actor, Id<Device> id, ValueList<Id<ContractPart>> parts, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.EditContracts, id.Value);
        Border.Check(parts);
        return StepAsync(
            actor,
            id,
            made: null,
            async (step, before) =>
            {
                var known = await step.FindEachAsync(parts.AsEnumerable(), cancellationToken).ConfigureAwait(false);
                foreach (var part in parts)
                {
                    if (!known.TryGetValue(part, out var found))
                    {
                        throw new EntityNotFoundException(nameof(ContractPart), part.Value);
                    }

                    if (found.Customer != before.Customer || parts.AsEnumerable().Count(one => one == part) > 1)
                    {
                        throw new RuleViolationException(InventoryErrors.BadDevice, "A device counts for parts of contracts of its customer, each named once.", id.Value, part.Value);
                    }
                }

                if (before.Parts == parts)
                {
                    return before;
                }

                step.Append(EventKinds.DeviceInstalled, id);
                return step.Of<Device>().Update(before with { Parts = parts });
            },
            cancellationToken);
    }

    /// <summary>
    /// Takes a customer's device out, and puts another one in where one is named: nothing is billed. The one that comes out comes back at the cost of its delivery, the one that goes in leaves stock. The parts that
    /// it counts for move to the new one; without one, their quantities fall by one from the day on.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The device that comes out.</param>
    /// <param name="swap">Where it goes, why, and what goes in.</param>
    /// <param name="date">The day, or <see langword="null"/> for today.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The device that went in; without one, the one that came out. A call whose answer was lost can be made again: it changes nothing more.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such device, product or location.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>device.removed</c>, <c>device.bad_value</c>; <c>return.exceeds_delivered</c>: a return is of it; <c>stock.reason_missing</c>, <c>stock.serials</c>, <c>stock.insufficient</c>, <c>stock.bad_place</c>, <c>product.not_serialized</c>, <c>product.not_stocked</c>; <c>document.far_date</c>.
    /// </exception>
    /// <exception cref="ValidationFailedException">A part's quantity can't fall on the day.</exception>
    [RequiresPermission(Permission.MoveStock)]
    public Task<Device> SwapAsync(Actor actor, Id<Device> id, DeviceSwap swap, LocalDate? date = null, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.MoveStock, id.Value);
        Border.Check(swap);
        Border.CheckOptional(date);
        StockService.RequireReason(swap.Reason);
        if (swap.Replacement is not null && swap.From is null)
        {
            throw new RuleViolationException(InventoryErrors.BadDevice, "Say from which location another one goes in.", id.Value);
        }

        return StepAsync(
            actor,
            id,
            (step, removed) => MadeAsync(step, removed, swap, cancellationToken),
            async (step, before) =>
            {
                var day = date ?? await step.TodayAsync(cancellationToken).ConfigureAwait(false);
                await step.RequireNearAsync(day, cancellationToken, "Date").ConfigureAwait(false);
                if (day < before.InstalledOn)
                {
                    throw new RuleViolationException(InventoryErrors.BadDevice, $"The device was installed on {before.InstalledOn:R}: it can't come out before.", id.Value);
                }

                var installed = await MoveAsync(step, before, swap, day, cancellationToken).ConfigureAwait(false);
                if (installed is null)
                {
                    foreach (var part in before.Parts)
                    {
                        await step.LowerAsync(part, day, swap.Reason.Trim(), ids, cancellationToken).ConfigureAwait(false);
                    }
                }

                var removed = step.Of<Device>().Update(before with { RemovedOn = day, Parts = [] });
                step.Append(EventKinds.DeviceSwapped, id, reason: swap.Reason.Trim());
                return installed ?? removed;
            },
            cancellationToken);
    }

    // what an earlier call with the same wishes did
    private static async Task<Device?> MadeAsync(Step step, Device removed, DeviceSwap swap, CancellationToken cancellationToken)
    {
        var known = await step.Of<Device>().QueryAsync(DeviceRecords.OfCustomer(removed.Customer), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
        var installed = known.Find(device => device.Replaces == removed.Id);
        return swap.Replacement is null ? (installed is null ? removed : null)
            : installed is not null && installed.Product == swap.Replacement && TextFold.Of(installed.Serial ?? string.Empty) == TextFold.Of(TextEnds.Trim(swap.Serial) ?? string.Empty) ? installed
            : null;
    }

    // one book a product: of the same product out and in are moves of one
    private static async Task<Device?> MoveAsync(Step step, Device before, DeviceSwap swap, LocalDate day, CancellationToken cancellationToken)
    {
        var isSame = swap.Replacement == before.Product;
        ValueList<string> goesIn = string.IsNullOrWhiteSpace(swap.Serial) ? [] : [swap.Serial.Trim()];
        ValueList<string> comesOut = before.Serial is { } own ? [own] : [];
        var open = await step.OpenBookAsync(
            before.Product, isSame ? [new(swap.To), new(swap.From)] : [new(swap.To)], isSame ? [.. comesOut, .. goesIn] : comesOut, cancellationToken).ConfigureAwait(false);
        var history = await step.HistoryAsync(before.Product, before.Delivery, isWhole: false, cancellationToken).ConfigureAwait(false);
        var (reason, demand) = (swap.Reason.Trim(), await step.DemandOfAsync(before, cancellationToken).ConfigureAwait(false));
        open.Book.Post(
            open.New(step, StockMoveKind.SwapOut) with { To = open.RequireActive(swap.To).Id, Origin = before.Delivery, Quantity = 1m, Serials = comesOut, Document = before.Id.Value, Reason = reason },
            history);
        if (swap.IsDisposed)
        {
            open.Book.Post(open.New(step, StockMoveKind.Dispose) with { From = swap.To, Quantity = 1m, Serials = comesOut, Document = before.Id.Value, Reason = reason });
        }

        if (swap.Replacement is not { } product)
        {
            step.StageSwap(demand, before, installed: null, day);
            await step.WriteAsync(open, cancellationToken).ConfigureAwait(false);
            return null;
        }

        var other = isSame ? open : await step.OpenBookAsync(product, [new(swap.From)], goesIn, cancellationToken).ConfigureAwait(false);
        if (other.Read.IsSerialized ? goesIn.IsEmpty : !other.Read.MakesDevices)
        {
            throw other.Read.IsSerialized
                ? new RuleViolationException(InventoryErrors.BadDevice, "Say which serial goes in.", before.Id.Value)
                : new RuleViolationException(InventoryErrors.NotSerialized, "What goes in is a device: name a product with serials, or one of which each unit is one.", product.Value);
        }

        var move = other.Book.Post(other.New(step, StockMoveKind.SwapIn) with { From = other.Require(swap.From!.Value).Id, Quantity = 1m, Serials = goesIn, Document = before.Id.Value, Reason = reason });
        step.StageSwap(demand, before, move, day);
        await step.WriteAsync(open, cancellationToken).ConfigureAwait(false);
        if (!isSame)
        {
            await step.WriteAsync(other, cancellationToken).ConfigureAwait(false);
        }

        return step.Install(new()
        {
            Id = DeviceSteps.IdOf(move, move.Sequence, goesIn.IsEmpty ? "0" : move.Serials[0]),
            Tenant = step.Tenant,
            Customer = before.Customer,
            Product = product,
            Serial = move.Serials.IsEmpty ? null : move.Serials[0],
            Delivery = move.Sequence,
            Source = before.Source,
            InstalledOn = day,
            Replaces = before.Id,
            Parts = before.Parts,
        });
    }

    private Task<Device> StepAsync(
        Actor actor, Id<Device> id, Func<Step, Device, Task<Device?>>? made, Func<Step, Device, Task<Device>> work, CancellationToken cancellationToken) => store.StepAsync(
        clock,
        actor,
        nameof(Device),
        id.Value,
        (session, cancelled) => session.Of<Device>().RequireAsync(id, cancelled),
        async (step, device) =>
        {
            await step.RequireInventoryAsync(cancellationToken).ConfigureAwait(false);
            return device.RemovedOn is null ? await work(step, device).ConfigureAwait(false)
                : await (made?.Invoke(step, device) ?? Task.FromResult<Device?>(null)).ConfigureAwait(false)
                ?? throw new RuleViolationException(InventoryErrors.DeviceRemoved, $"The device came out on {device.RemovedOn:R}: it is the customer's no more.", id.Value);
        },
        cancellationToken);

    private Task<T> ReadAsync<T>(Actor actor, Func<IPsaSession, Task<T>> read, CancellationToken cancellationToken) => store.ReadAsync(
        actor.Tenant,
        async session =>
        {
            await session.RequireInventoryAsync(cancellationToken, isRead: true).ConfigureAwait(false);
            return await read(session).ConfigureAwait(false);
        },
        cancellationToken);

    private static void RequireView(Actor actor, Guid record) => actor.RequireView(Permission.ViewCustomers, Permission.EditContracts, Grants.Own, record);

    private static async Task<bool> SeesAsync(IPsaSession session, Actor actor, Id<Customer> customer, CancellationToken cancellationToken) =>
        actor.May(Permission.EditContracts) || await session.SeesAsync(actor, Permission.ViewCustomers, customer, cancellationToken).ConfigureAwait(false);

    private static void Require(Actor actor, Permission permission, Guid record)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(permission, record);
    }
}
