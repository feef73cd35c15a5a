namespace Psa.Work;

/// <summary>A project that was closed, and what it leaves open.</summary>
/// <param name="Project">The project.</param>
/// <param name="Submitted">The time on it that still waits for approval, and can be approved.</param>
public sealed record ProjectClosing(Project Project, ValueList<Id<TimeEntry>> Submitted);
