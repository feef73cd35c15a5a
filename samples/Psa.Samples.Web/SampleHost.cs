namespace Psa.Samples.Web;

/// <summary>A web application that bills: the library's services behind routes, over one SQLite file.</summary>
public static class SampleHost
{
    /// <summary>Puts the application together.</summary>
    /// <param name="args">The command line: <c>--Database=psa.db</c>, <c>--urls=http://127.0.0.1:5080</c>.</param>
    /// <returns>The application, not yet started; with it its database.</returns>
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddPsa().UseSqlite(builder.Configuration["Database"] ?? "sample-web.db");
        builder.Services.AddPsaProblemDetails().AddPsaJson().AddPsaActor();
        builder.Services.AddOpenApi(options => options.AddPsaSchemas());
        builder.Services.AddHealthChecks().AddPsaStore();
        builder.Services.AddAuthentication(ApiKeyHandler.SchemeName).AddScheme<ApiKeyOptions, ApiKeyHandler>(
            ApiKeyHandler.SchemeName,
            options => builder.Configuration.GetSection("ApiKeys").Bind(options.Keys));
        builder.Services.AddAuthorization();

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapOpenApi();
        app.MapHealthChecks("/health");
        var api = app.MapGroup(string.Empty).RequireAuthorization();
        api.MapSetup();
        api.MapCustomers();
        api.MapContracts();
        api.MapRuns();
        api.MapInvoices();
        return app;
    }
}
