namespace Psa.Orders;

/// <summary>The error codes of deposits.</summary>
public static class DepositErrors
{
    /// <summary>The percent isn't above 0 and at most 100 %, the amount isn't above zero, both or neither are given, or the order has nothing of which a part could be asked for.</summary>
    public const string BadValue = "deposit.bad_value";

    /// <summary>The deposits of the order would be more than it comes to with tax; the message says what is left.</summary>
    public const string ExceedsOrder = "deposit.exceeds_order";

    /// <summary>The order is closed or canceled: nothing is asked for before it any more.</summary>
    public const string OrderEnded = "deposit.order_ended";

    /// <summary>The deposit stands on a draft: issue it, or delete the draft, then close the deposit.</summary>
    public const string OnDraft = "deposit.on_draft";

    /// <summary>No reason is given why a deposit is closed; it stands on the credit note.</summary>
    public const string ReasonMissing = "deposit.reason_missing";

    /// <summary>What a deposit asks for, or what is deducted of it, follows from its order: it is neither overridden nor moved to another customer.</summary>
    public const string FollowsOrder = "deposit.follows_order";
}
