using NodaTime;

namespace Psa.Adjustments;

/// <summary>What somebody writes on a service document, all of it.</summary>
public sealed record ServiceContent
{
    /// <summary>Gets the day of the service, at most 92 days after today.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Gets the lines, at least one when it is issued.</summary>
    public ValueList<ServiceLine> Lines { get; init; }
}
