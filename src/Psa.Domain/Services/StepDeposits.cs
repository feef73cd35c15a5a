using Psa.Orders;
using Psa.SalesItems;

namespace Psa.Services;

/// <summary>What a step did to deposits: queries see what is committed alone, and each change is told once.</summary>
internal sealed class StepDeposits
{
    /// <summary>Gets the deductions that the step made.</summary>
    internal List<SalesItem> Made { get; } = [];

    /// <summary>Gets the deposits as the step read them first, before anything that became of them, or wrote them last: who changes one meanwhile conflicts.</summary>
    internal Dictionary<Id<Deposit>, Deposit> Known { get; } = [];

    /// <summary>Gets what was deducted of each deposit when that was told last.</summary>
    internal Dictionary<Id<Deposit>, Money> Told { get; } = [];
}
