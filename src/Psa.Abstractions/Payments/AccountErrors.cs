namespace Psa.Payments;

/// <summary>The error codes of what is asked about accounts, and of their export.</summary>
public static class AccountErrors
{
    /// <summary>The bounds of an ageing aren't days above zero, ascending, at most twelve.</summary>
    public const string BadBounds = "account.bad_bounds";

    /// <summary>A statement or an export ends before it begins.</summary>
    public const string BadPeriod = "account.bad_period";
}
