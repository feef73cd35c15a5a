namespace Psa.Adjustments;

/// <summary>An item below zero with which a run gave back what another billed: it leaves less of its invoice, and of that. Charged back, and credited of that instead, it does neither.</summary>
/// <param name="Source">The invoice.</param>
/// <param name="Lines">The places of its lines.</param>
/// <param name="Corrected">The lines of others that bill the same period.</param>
internal sealed record CorrectionPlace(ICreditSource Source, List<int> Lines, List<CreditPlace> Corrected)
{
    /// <summary>Gets other lines of the same customer and tax code, of which is credited what those don't bear any more.</summary>
    internal List<CreditPlace> Others { get; init; } = [];

    /// <summary>Gives what stands of it, without tax.</summary>
    internal Money Standing(Currency currency)
    {
        var sum = Money.Zero(currency);
        foreach (var line in Lines)
        {
            sum += Source.StandingOf(line);
        }

        return sum;
    }

    /// <summary>Tells whether all of its lines are among some places.</summary>
    internal bool IsAmong(List<CreditPlace> places) => Lines.TrueForAll(line => places.Exists(place => place.Source == Source && place.Line == line));
}
