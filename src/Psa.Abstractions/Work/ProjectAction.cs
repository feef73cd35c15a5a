namespace Psa.Work;

/// <summary>What can happen to a project.</summary>
internal enum ProjectAction
{
    /// <summary>End it.</summary>
    Close = 0,

    /// <summary>Let it take time again.</summary>
    Reopen = 1,
}
