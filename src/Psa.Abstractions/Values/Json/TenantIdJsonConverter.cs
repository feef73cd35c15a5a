namespace Psa;

/// <summary>Writes a <see cref="TenantId"/> as the 36 characters of its id.</summary>
internal sealed class TenantIdJsonConverter : TextJsonConverter<TenantId>
{
    public override JsonShape Shape => JsonShape.Text(format: "uuid");

    protected override TenantId Parse(string text) => TenantId.Parse(text);

    protected override string ToText(TenantId value) => value.ToString();
}
