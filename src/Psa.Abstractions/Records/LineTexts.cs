using Psa.Catalog;
using Psa.Charges;
using Psa.Documents;

namespace Psa.Records;

/// <summary>
/// Looks at the texts of what a run writes most of, lines and what charges were computed from, without asking their metadata for each. The kit's test puts bad text
/// into every property of every record, and so finds one that is missing here.
/// </summary>
internal static class LineTexts
{
    /// <summary>Gets what finds bad text in one of these types; <see langword="null"/> for others.</summary>
    internal static Func<object, string?>? FinderOf(Type type) =>
        type == typeof(DocumentLine) ? static line => IsBad((DocumentLine)line) ? "a line" : null
        : type == typeof(ChargeBasis) ? static basis => IsBad((ChargeBasis)basis) ? "a basis" : null
        : null;

    internal static bool IsBad(DocumentLine line)
    {
        foreach (var detail in line.Details.AsSpan())
        {
            if (IsBad(detail.Text) || IsBad(detail.Unit))
            {
                return true;
            }
        }

        return IsBad(line.Text) || IsBad(line.Unit) || IsBad(line.UnitCode) || IsBad(line.PricingError) || IsBad(line.Source) || IsBad(line.TaxCode) || IsBad(line.Discount) || IsBad(line.Remark) || IsBad(line.Offer?.Group) || IsBad(line.Part?.Discount) || IsBad(line.Tax?.Applied);
    }

    internal static bool IsBad(ChargeBasis basis)
    {
        foreach (var terms in basis.Terms.AsSpan())
        {
            if (IsBad(terms.Unit) || IsBad(terms.Discount) || IsBad(terms.PriceOrigin.Name) || IsBad(terms.PriceOrigin.Note) || IsBad(terms.PriceOrigin.BaseUnit))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBad(AppliedTax? tax)
    {
        foreach (var component in tax is null ? [] : tax.Components.AsSpan())
        {
            if (IsBad(component.Name) || IsBad(component.ExemptionReason) || IsBad(component.ExemptionCode))
            {
                return true;
            }
        }

        return IsBad(tax?.Code);
    }

    private static bool IsBad(LineRemark? remark) =>
        remark is not null && (IsBad(remark.Reason) || IsBad(remark.Before) || IsBad(remark.After) || IsBad(remark.Original));

    private static bool IsBad(LineBasis? basis) => basis is not null && (IsBad(basis.Unit) || IsBad(basis.Discount));

    private static bool IsBad(PriceSource? source) => source is not null && (IsBad(source.ListName) || IsBad(source.By) || IsBad(source.Reason) || IsBad(source.BaseUnit));

    private static bool IsBad(Discount? discount) => IsBad(discount?.Reason);

    private static bool IsBad(string? text) => text is not null && StoredText.IsBad(text);
}
