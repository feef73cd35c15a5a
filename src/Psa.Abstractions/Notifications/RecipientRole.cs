using System.Text.Json.Serialization;

namespace Psa.Notifications;

/// <summary>As what somebody is told.</summary>
[JsonConverter(typeof(EnumJsonConverter<RecipientRole>))]
public enum RecipientRole
{
    /// <summary>Who asked for the goods, or for the return; named.</summary>
    Requester = 0,

    /// <summary>Whose document it is: who opened the ticket or wrote the quote that needs the goods, or whose van runs short; named.</summary>
    Owner = 1,

    /// <summary>Those who decide: of returns who may <see cref="Access.Permission.AuthorizeReturns"/>.</summary>
    Approvers = 2,

    /// <summary>Those who buy: who may <see cref="Access.Permission.ManagePurchaseOrders"/>.</summary>
    Purchasers = 3,

    /// <summary>Those who keep the stock: who may <see cref="Access.Permission.ReceiveGoods"/>.</summary>
    Warehouse = 4,
}
