namespace Psa.Access;

/// <summary>Writes a <see cref="Role"/> as its name.</summary>
internal sealed class RoleJsonConverter : TextJsonConverter<Role>
{
    protected override Role Parse(string text) =>
        text.Length == 0 ? default : string.IsNullOrWhiteSpace(text) ? throw new System.Text.Json.JsonException("The name of a role isn't blank.") : Role.Of(text);

    protected override string ToText(Role value) => value.Name;
}
