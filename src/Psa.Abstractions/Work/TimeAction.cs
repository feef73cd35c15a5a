namespace Psa.Work;

/// <summary>What can happen to a time entry.</summary>
internal enum TimeAction
{
    /// <summary>Ask for approval.</summary>
    Submit = 0,

    /// <summary>Say that it is right.</summary>
    Approve = 1,

    /// <summary>Say that it is wrong.</summary>
    Reject = 2,

    /// <summary>Write it anew.</summary>
    Revise = 3,

    /// <summary>Take an approval back.</summary>
    Unapprove = 4,
}
