using Psa.Contracts;
using Psa.Documents;

namespace Psa.Services;

/// <summary>What performed lines come from that says how they are priced, by their kind and id.</summary>
internal sealed class LineOrigins
{
    /// <summary>Gets the lines of the charges of goods.</summary>
    internal Dictionary<(string Source, string Id), DocumentLine> Charges { get; } = [];

    /// <summary>Gets the contracts under which they were performed, whose price lists go before the customer's (R-LIST).</summary>
    internal Dictionary<(string Source, string Id), Id<Contract>> Contracts { get; } = [];
}
