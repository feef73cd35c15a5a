using NodaTime;
using Psa.Contracts;

namespace Psa.Domain.Tests.Contracts;

/// <summary>How many steps fall due, counted by walking over all days.</summary>
internal static class EscalationSteps
{
    public static int StepsThrough(this PriceEscalation escalation, LocalDate through)
    {
        var steps = 0;
        for (var k = 0; escalation.From.PlusMonths(k * escalation.EveryMonths) <= through; k++)
        {
            steps++;
        }

        return steps;
    }
}
