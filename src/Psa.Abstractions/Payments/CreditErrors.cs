namespace Psa.Payments;

/// <summary>The error codes of credit limits and holds. As warnings they are problems of the call's answer, when the tenant's policy is to warn.</summary>
public static class CreditErrors
{
    /// <summary>The payer owes more than its limit in the currency; the message names limit and exposure.</summary>
    public const string LimitExceeded = "credit.limit_exceeded";

    /// <summary>The payer is held, by somebody or by itself since something is overdue for too long.</summary>
    public const string OnHold = "credit.on_hold";

    /// <summary>A limit is below zero, of no currency, or the second one of its currency.</summary>
    public const string BadLimit = "credit.bad_limit";

    /// <summary>A hold, its release, or a call that is to pass one has no reason.</summary>
    public const string ReasonMissing = "credit.reason_missing";

    /// <summary>The payer is held already, for another reason: release it first.</summary>
    public const string AlreadyHeld = "credit.already_held";

    /// <summary>The payer is held by itself: that ends when what is overdue is paid.</summary>
    public const string HeldByItself = "credit.held_by_itself";
}
