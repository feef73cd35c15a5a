namespace Psa.Lifecycles;

/// <summary>The error codes of lifecycles.</summary>
public static class LifecycleErrors
{
    /// <summary>The record's status doesn't allow the action.</summary>
    public const string NotAllowed = "lifecycle.not_allowed";
}
