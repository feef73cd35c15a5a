namespace Psa.Work;

/// <summary>What can happen to a ticket.</summary>
internal enum TicketAction
{
    /// <summary>Work on it.</summary>
    Start = 0,

    /// <summary>Wait for somebody.</summary>
    Wait = 1,

    /// <summary>Say that it is done.</summary>
    Solve = 2,

    /// <summary>End it.</summary>
    Close = 3,

    /// <summary>Say that it isn't over.</summary>
    Reopen = 4,
}
