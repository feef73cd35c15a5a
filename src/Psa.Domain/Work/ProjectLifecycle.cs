using Psa.Access;
using Psa.Lifecycles;
using static Psa.Work.ProjectStatus;

namespace Psa.Work;

/// <summary>How projects change their status.</summary>
internal static class ProjectLifecycle
{
    /// <summary>Gets the one table of the steps.</summary>
    public static Lifecycle<ProjectStatus, ProjectAction> Table { get; } = Lifecycle.Starting(Open)
        .Allow(ProjectAction.Close, from: Open, to: Closed, needs: Permission.ManageProjects)
        .Allow(ProjectAction.Reopen, from: Closed, to: Open, needs: Permission.ManageProjects);
}
