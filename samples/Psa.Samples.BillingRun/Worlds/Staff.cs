using Psa.Access;
using Psa.Notifications;

namespace Psa.Samples.BillingRun.Worlds;

/// <summary>The people of the sample company who buy, keep and hand out goods: what a host knows of its users.</summary>
internal static class Staff
{
    internal static Actor Engineer { get; } = Someone("engineer", "Mia Engineer", Role.Engineer);

    internal static Actor Purchaser { get; } = Someone("pia", "Pia Purchaser", Role.Purchaser);

    internal static Actor Keeper { get; } = Someone("will", "Will Warehouse", Role.Warehouse);

    internal static Actor Director { get; } = Someone("dana", "Dana Director", Role.Director);

    /// <summary>Gives the names of those whom a notification is for: who is named, and of a group all who may do what it does.</summary>
    internal static IEnumerable<string> NamesOf(Recipient recipient) => recipient.User is { } user
        ? All().Where(one => one.User == user).Select(static one => one.DisplayName).DefaultIfEmpty(user.Value)
        : All().Where(one => one.May(NeededOf(recipient.As))).Select(static one => one.DisplayName);

    private static Permission NeededOf(RecipientRole role) => role switch
    {
        RecipientRole.Purchasers => Permission.ManagePurchaseOrders,
        RecipientRole.Warehouse => Permission.ReceiveGoods,
        _ => Permission.AuthorizeReturns,
    };

    private static Actor[] All() => [Engineer, Purchaser, Keeper, Director];

    private static Actor Someone(string id, string name, Role role) => Actor.Create(WorldIds.Tenant, UserId.Of(id), name, [role], AccessTable.Default);
}
