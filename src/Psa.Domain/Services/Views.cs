using Psa.Access;
using Psa.Customers;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Who views what (R-VIEW): a read needs the row that views a record or the row that manages it, and what an actor views only as their own is part of the question.</summary>
internal static class Views
{
    /// <summary>Tells whether an actor views all of a tenant's records.</summary>
    internal static bool ViewsAll(this Actor actor, Permission view, Permission manage) => actor.May(manage) || actor.May(view);

    /// <summary>Refuses who may neither view nor manage.</summary>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    internal static void RequireView(this Actor? actor, Permission view, Permission manage, Grants reach = Grants.None, params ReadOnlySpan<Guid> ids)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.May(manage))
        {
            actor.Require(view, reach, ids);
        }
    }

    /// <summary>Gives the customers that are an actor's own, or <see langword="null"/> when it views all there are.</summary>
    internal static async Task<IReadOnlyCollection<Id<Customer>>?> OwnAsync(this IPsaSession session, Actor actor, Permission view, Permission manage, CancellationToken cancellationToken) =>
        actor.ViewsAll(view, manage) ? null : await session.OwnCustomersAsync(actor, cancellationToken).ConfigureAwait(false);

    /// <summary>Gives the customers that are an actor's own: the one they belong to, and those it pays for.</summary>
    internal static async Task<IReadOnlyCollection<Id<Customer>>> OwnCustomersAsync(this IPsaSession session, Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Customer is not { } id || id == Guid.Empty)
        {
            return [];
        }

        var own = new HashSet<Id<Customer>> { new(id) };
        await foreach (var customer in session.Of<Customer>().QueryAsync(CustomerRecords.PaidBy(new(id)), cancellationToken).ConfigureAwait(false))
        {
            own.Add(customer.Id);
        }

        return [.. own];
    }
}
