using NodaTime;

namespace Psa.Work;

/// <summary>Rules of work kinds (R-WORK-KIND).</summary>
internal static class WorkKinds
{
    /// <summary>The code of regular work.</summary>
    internal const string RegularCode = "Regular";

    private const decimal MostFactor = 10m;
    private const int FactorDecimals = 6;

    /// <summary>Gives the id of a tenant's regular work.</summary>
    internal static Id<WorkKind> RegularOf(TenantId tenant) => DerivedId.Create<WorkKind>(tenant, "work kind", RegularCode);

    /// <summary>Gives a tenant's regular work, which nobody stores.</summary>
    internal static WorkKind Regular(TenantId tenant) => new()
    {
        Id = RegularOf(tenant),
        Tenant = tenant,
        Code = RegularCode,
        Name = RegularCode,
        Terms = [new(new(2000, 1, 1), 1m, 0)],
    };

    /// <summary>Gives what a kind does on a day: of the terms that have begun the latest, else the earliest.</summary>
    internal static WorkKindTerms On(this WorkKind kind, LocalDate day)
    {
        var held = kind.Terms[0];
        foreach (var terms in kind.Terms)
        {
            held = terms.From <= day ? terms : held;
        }

        return held;
    }

    /// <summary>Lifts minutes to the least that a kind counts; none stay none.</summary>
    internal static int Lift(this WorkKindTerms terms, int minutes) => minutes > 0 ? Math.Max(minutes, terms.MinimumMinutes) : minutes;

    /// <summary>Lists what is wrong with a kind.</summary>
    internal static ValueList<Problem> Validate(this WorkKind kind)
    {
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(kind.Code) || string.IsNullOrWhiteSpace(kind.Name))
        {
            Add("A work kind needs a code and a name.", nameof(kind.Code));
        }

        if (kind.Terms.IsEmpty)
        {
            Add("Say the factor and the minimum of the work kind.", nameof(kind.Terms));
        }

        for (var i = 0; i < kind.Terms.Count; i++)
        {
            var (from, factor, minimum) = kind.Terms[i];
            var where = FormattableString.Invariant($"{nameof(kind.Terms)}[{i}]");
            if (factor is <= 0m or > MostFactor || !Decimals.Fits(factor, FactorDecimals))
            {
                Add(FormattableString.Invariant($"The factor {factor} must be above 0 and at most {MostFactor}, with at most {FactorDecimals} decimals."), where);
            }

            if (minimum is < 0 or > TimeRules.MostMinutes)
            {
                Add(FormattableString.Invariant($"The minimum is {minimum} minutes and must be 0 to {TimeRules.MostMinutes}."), where);
            }

            if (i > 0 && from <= kind.Terms[i - 1].From)
            {
                Add(FormattableString.Invariant($"The terms from {from:R} must begin after those before them: sort them, one a date."), where);
            }
        }

        return problems.ToValueList();

        void Add(string message, string where) => problems.Add(new(WorkErrors.BadWorkKind, message, where));
    }
}
