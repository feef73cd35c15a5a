namespace Psa;

/// <summary>Where electronic invoices are sent to: a Peppol participant.</summary>
/// <param name="Scheme">The kind of identifier, a code of the list EAS: <c>0208</c> for a Belgian enterprise number, <c>9930</c> for a German VAT number.</param>
/// <param name="Value">The identifier.</param>
public sealed record ElectronicAddress(string Scheme, string Value);
