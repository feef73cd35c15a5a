using Psa.Documents;


namespace Psa.Invoices;

/// <summary>The parts of an invoice by how they are taxed.</summary>
internal static class CreditGroups
{
    /// <summary>Gives the parts that are taxed alike together, in the order of the tax groups. Notes are left out.</summary>
    internal static List<List<CreditedPart>> Of(List<CreditedPart> parts)
    {
        var groups = new List<List<CreditedPart>>();
        foreach (var part in parts)
        {
            if (part.Tax is null)
            {
                continue;
            }

            if (groups.Find(group => TaxTreatment.Compare(group[0].Tax!, part.Tax) == 0) is { } known)
            {
                known.Add(part);
            }
            else
            {
                groups.Add([part]);
            }
        }

        groups.Sort(static (left, right) => TaxTreatment.Compare(left[0].Tax!, right[0].Tax!));
        return groups;
    }
}
