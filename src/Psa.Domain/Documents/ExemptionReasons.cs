using Psa.Catalog;

namespace Psa.Documents;

/// <summary>Why a tax group isn't taxed. EN 16931 knows one row a category: of several different reasons it names all, and a code only when all lines have the same.</summary>
internal static class ExemptionReasons
{
    internal static (string? Reason, string? Code) Of(DocumentInput input, GroupKey group)
    {
        var (reasons, codes) = (new List<string>(), new List<string?>());
        foreach (var line in input.Lines)
        {
            Note(line.Tax);
        }

        foreach (var charge in input.Charges)
        {
            Note(charge.Tax);
        }

        return (reasons.Count == 0 ? null : string.Join("; ", reasons), codes.Count == 1 ? codes[0] : null);

        // what needs a reason stands alone in its code
        void Note(AppliedTax? tax)
        {
            if (tax is null || GroupKey.Of(tax.Components[0]) != group)
            {
                return;
            }

            if (tax.ExemptionReason is { } reason && !reasons.Contains(reason))
            {
                reasons.Add(reason);
            }

            if (!codes.Contains(tax.ExemptionCode))
            {
                codes.Add(tax.ExemptionCode);
            }
        }
    }
}
