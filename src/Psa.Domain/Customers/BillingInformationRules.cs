namespace Psa.Customers;

/// <summary>When billing information suffices to bill (spec 3).</summary>
public static class BillingInformationRules
{
    /// <summary>Tells whether billing information is complete.</summary>
    /// <param name="information">The information, or <see langword="null"/> when there is none.</param>
    /// <returns>Whether nothing is missing.</returns>
    public static bool IsComplete(this BillingInformation? information) => information.MissingFields().IsEmpty;

    /// <summary>Names what is missing.</summary>
    /// <param name="information">The information, or <see langword="null"/> when there is none.</param>
    /// <returns>The names of all missing fields.</returns>
    public static ValueList<string> MissingFields(this BillingInformation? information)
    {
        var missing = new List<string>();
        Check(information?.LegalName, nameof(BillingInformation.LegalName));
        Check(information?.Email, nameof(BillingInformation.Email));
        Check(information?.Language, nameof(BillingInformation.Language));
        Check(information?.Address?.Country, nameof(Address.Country));
        Check(information?.Address?.City, nameof(Address.City));
        Check(information?.Currency?.Code, nameof(BillingInformation.Currency));
        Check(information?.TaxCode ?? information?.TaxExemption?.Reason, nameof(BillingInformation.TaxCode));
        return missing.ToValueList();

        void Check(string? value, string name)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                missing.Add(name);
            }
        }
    }
}
