using NodaTime;
using Psa.Customers;
using Psa.Events;
using Psa.Inventory;

namespace Psa.Services;

/// <summary>Keeps the devices of customers as goods come and go.</summary>
internal static class DeviceSteps
{
    /// <summary>Adds the devices that a delivery makes: one a serial.</summary>
    internal static void Install(this Step step, Id<Customer> customer, StockMove delivery, LocalDate date)
    {
        foreach (var serial in delivery.Serials)
        {
            step.Install(new()
            {
                Id = IdOf(delivery, delivery.Sequence, serial),
                Tenant = step.Tenant,
                Customer = customer,
                Product = delivery.Product,
                Serial = serial,
                Delivery = delivery.Sequence,
                InstalledOn = date,
            });
        }
    }

    /// <summary>Adds a device.</summary>
    internal static Device Install(this Step step, Device device)
    {
        step.Append(EventKinds.DeviceInstalled, device.Id);
        return step.Of<Device>().Add(device);
    }

    /// <summary>Removes the devices of a delivery that is undone: they never were the customer's.</summary>
    internal static async Task UninstallAsync(this Step step, StockMove undo, string reason, CancellationToken cancellationToken)
    {
        foreach (var serial in undo.Serials)
        {
            if (await step.Of<Device>().FindAsync(IdOf(undo, undo.Origin!.Value, serial), cancellationToken).ConfigureAwait(false) is { } device)
            {
                step.Append(EventKinds.DeviceInstalled, device.Id, reason: reason);
                step.Of<Device>().Remove(device);
            }
        }
    }

    /// <summary>Gives the id of the device of a serial that a move delivered.</summary>
    internal static Id<Device> IdOf(StockMove move, long delivery, string serial) => DerivedId.Create<Device>(
        move.Tenant, "device", move.Product.ToString(), delivery.ToString(System.Globalization.CultureInfo.InvariantCulture), Storage.TextFold.Of(serial));
}
